import type { GraphRequest } from './graphRequest.ts';

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const USER = `users/${GUID}`;
const GROUP = `groups/${GUID}`;
const PASSKEYS = `${USER}/authentication/fido2Methods`;
const POLICY = 'policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2';

/** Everything this backend may ask of Graph: method and path, the query's names after a space. */
const ALLOWED: readonly (readonly [method: string, path: RegExp, query: readonly string[]])[] = [
  ['GET', /^\/v1\.0\/organization$/, ['$select']],
  ['GET', /^\/v1\.0\/users$/, ['$search', '$filter', '$select', '$top', '$skiptoken']],
  ['GET', new RegExp(`^/v1\\.0/${USER}$`), ['$select']],
  ['GET', /^\/v1\.0\/groups$/, ['$search', '$filter', '$select', '$top', '$skiptoken']],
  ['GET', new RegExp(`^/v1\\.0/${GROUP}$`), ['$select']],
  ['GET', new RegExp(`^/v1\\.0/${GROUP}/transitiveMembers$`), ['$select', '$top']],
  [
    'GET',
    new RegExp(`^/v1\\.0/${GROUP}/(?:transitiveMembers|owners)/microsoft\\.graph\\.user$`),
    ['$select', '$count', '$top', '$skiptoken'],
  ],
  [
    'GET',
    new RegExp(
      `^/v1\\.0/${USER}/(?:(?:ownedObjects|transitiveMemberOf)/microsoft\\.graph\\.group|memberOf/microsoft\\.graph\\.administrativeUnit)$`,
    ),
    ['$select', '$count', '$top', '$skiptoken'],
  ],
  [
    'GET',
    /^\/v1\.0\/roleManagement\/directory\/role(?:Assignments|EligibilityScheduleInstances)$/,
    ['$filter', '$select', '$skiptoken'],
  ],
  [
    'GET',
    /^\/v1\.0\/identityGovernance\/privilegedAccess\/group\/eligibilityScheduleInstances$/,
    ['$filter', '$skiptoken'],
  ],
  ['GET', /^\/v1\.0\/directory\/administrativeUnits$/, ['$select', '$skiptoken']],
  [
    'GET',
    new RegExp(`^/v1\\.0/directory/administrativeUnits/${GUID}/members/microsoft\\.graph\\.user$`),
    ['$select', '$count', '$top', '$skiptoken'],
  ],
  ['GET', new RegExp(`^/v1\\.0/${POLICY}$`), ['$expand']],
  ['GET', new RegExp(`^/v1\\.0/${PASSKEYS}$`), ['$skiptoken']],
  ['GET', new RegExp(`^/v1\\.0/${PASSKEYS}/creationOptions$`), []],
  [
    'GET',
    new RegExp(`^/beta/${PASSKEYS}/creationOptions\\(challengeTimeoutInMinutes=\\d{1,5}\\)$`),
    [],
  ],
  ['POST', new RegExp(`^/(?:v1\\.0|beta)/${PASSKEYS}$`), []],
  ['POST', new RegExp(`^/v1\\.0/${USER}/sendMail$`), []],
  ['DELETE', new RegExp(`^/v1\\.0/${PASSKEYS}/[A-Za-z0-9_-]{1,1365}$`), []],
];

/** Tells whether a call is one of those this backend was granted permissions for. */
export function isAllowedCall(method: string, url: URL): boolean {
  return ALLOWED.some(
    ([allowedMethod, path, query]) =>
      method === allowedMethod &&
      path.test(url.pathname) &&
      url.hash === '' &&
      [...url.searchParams.keys()].every((name) => query.includes(name.toLowerCase())),
  );
}

/** The same of a request that may hold others: a `$batch` of reads, each of which would be allowed by itself. */
export function isAllowedRequest({ method, batch }: GraphRequest, url: URL): boolean {
  if (batch === undefined) return isAllowedCall(method, url);
  return (
    method === 'POST' &&
    url.href === `${url.origin}/v1.0/$batch` &&
    batch.every((item) => item.method === 'GET' && isAllowedCall('GET', new URL(item.path, url)))
  );
}
