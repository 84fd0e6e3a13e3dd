import type { GraphRequest } from './graphRequest.ts';

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const USER = `users/${GUID}`;
const GROUP = `groups/${GUID}`;
const PASSKEYS = `${USER}/authentication/fido2Methods`;
const PASSES = `${USER}/authentication/temporaryAccessPassMethods`;
const REGISTRATION = '(?:applications|servicePrincipals)';
const POLICIES = 'policies/authenticationMethodsPolicy/authenticationMethodConfigurations';

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
  ['GET', new RegExp(`^/v1\\.0/${USER}/manager$`), ['$select']],
  ['GET', new RegExp(`^/v1\\.0/${POLICIES}/fido2$`), ['$expand']],
  ['GET', new RegExp(`^/v1\\.0/${POLICIES}/temporaryAccessPass$`), []],
  ['GET', new RegExp(`^/v1\\.0/${PASSES}$`), []],
  ['POST', new RegExp(`^/v1\\.0/${PASSES}$`), []],
  ['DELETE', new RegExp(`^/v1\\.0/${PASSES}/[A-Za-z0-9_-]{1,1365}$`), []],
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
  ['GET', new RegExp(`^/v1\\.0/${REGISTRATION}\\(appId='${GUID}'\\)$`), ['$select']],
  ['GET', new RegExp(`^/v1\\.0/${REGISTRATION}/${GUID}/owners$`), ['$select', '$skiptoken']],
  [
    'GET',
    new RegExp(`^/v1\\.0/applications/${GUID}/federatedIdentityCredentials$`),
    ['$skiptoken'],
  ],
  ['GET', new RegExp(`^/v1\\.0/servicePrincipals/${GUID}$`), ['$select']],
  ['GET', new RegExp(`^/v1\\.0/servicePrincipals/${GUID}/appRoleAssignments$`), ['$skiptoken']],
  ['GET', /^\/v1\.0\/identity\/conditionalAccess\/policies$/, ['$select', '$skiptoken']],
  ['GET', new RegExp(`^/v1\\.0/${PASSKEYS}$`), ['$skiptoken']],
  ['GET', new RegExp(`^/v1\\.0/${PASSKEYS}/creationOptions$`), []],
  [
    'GET',
    new RegExp(`^/beta/${PASSKEYS}/creationOptions\\(challengeTimeoutInMinutes=\\d{1,5}\\)$`),
    [],
  ],
  ['POST', new RegExp(`^/(?:v1\\.0|beta)/${PASSKEYS}$`), []],
  ['GET', /^\/v1\.0\/me\/authentication\/fido2Methods\/creationOptions$/, []],
  ['POST', /^\/v1\.0\/me\/authentication\/fido2Methods$/, []],
  ['POST', new RegExp(`^/v1\\.0/${USER}/sendMail$`), []],
  ['POST', new RegExp(`^/v1\\.0/${USER}/revokeSignInSessions$`), []],
  ['DELETE', new RegExp(`^/v1\\.0/${PASSKEYS}/[A-Za-z0-9_-]{1,1365}$`), []],
  ['PATCH', new RegExp(`^/(?:v1\\.0|beta)/${PASSKEYS}/[A-Za-z0-9_-]{1,1365}$`), []],
];

/** What Graph takes in one `$batch`. */
const MOST_PARTS = 20;

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

/**
 * Tells whether several calls may go out as one. A batch could carry anything past the list, so no body is taken for one: it
 * is made of parts, each of which is on the list by itself and reads.
 */
export function isAllowedBatch(parts: readonly GraphRequest[], url: URL): boolean {
  return (
    url.pathname === '/v1.0/$batch' &&
    url.search === '' &&
    url.hash === '' &&
    parts.length > 0 &&
    parts.length <= MOST_PARTS &&
    parts.every(({ method, path, parts: inner }) => {
      const isRead = method === 'GET' && path.startsWith('/v1.0/') && inner === undefined;
      return isRead && isAllowedCall(method, new URL(path, url));
    })
  );
}
