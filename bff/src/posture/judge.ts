import { createHash } from 'node:crypto';
import type { GraphCredential } from '#bff/config/readGraphCredential.ts';
import type {
  ConditionalAccessResource,
  KeyCredential,
  OwnerResource,
} from '#bff/graph/postureWire.ts';
import type { PostureFinding } from '#shared/api/posture.ts';
import { GRAPH_APPLICATION, isDangerous, type PermissionUse } from './documentedPermissions.ts';
import { found } from './finding.ts';
import type { Grant, Registration } from './readRegistration.ts';

const DAY_MS = 86_400_000;
/** Time enough to make and register another one. */
const ENDS_SOON_MS = 30 * DAY_MS;

const orGood = (findings: readonly PostureFinding[], good: PostureFinding) =>
  findings.length === 0 ? [good] : findings;

/** The permissions that were granted against the documented set, each way. */
export function judgePermissions(
  grants: readonly Grant[],
  documented: ReadonlyMap<string, PermissionUse>,
  directoryRoles: readonly string[],
): readonly PostureFinding[] {
  const ofGraph = grants.filter(({ applicationId }) => applicationId === GRAPH_APPLICATION);
  const granted = new Set(ofGraph.map(({ permission }) => permission));
  const missing = [...documented].filter(([name, use]) => use === 'used' && !granted.has(name));
  const extra = grants.filter(({ applicationId, permission }) => {
    const use = applicationId === GRAPH_APPLICATION ? documented.get(permission) : undefined;
    return use === undefined || use === 'idle';
  });
  return orGood(
    [
      ...extra.map(({ applicationId, apiName, permission }) => {
        const isOfGraph = applicationId === GRAPH_APPLICATION;
        if (isOfGraph && documented.has(permission)) return found('permissionIdle', permission);
        const code = isDangerous(permission) ? 'permissionDangerous' : 'permissionExtra';
        return found(code, isOfGraph ? permission : `${permission} (${apiName})`);
      }),
      ...directoryRoles.map((id) => found('directoryRole', id)),
      ...missing.map(([name]) => found('permissionMissing', name)),
    ],
    found('permissionsExact'),
  );
}

/** No text may stand for the application, wherever it is kept, also none that has ended. */
export function judgeSecrets({ application, principal }: Registration): readonly PostureFinding[] {
  const secrets = [application, principal].flatMap((one) => one?.passwordCredentials ?? []);
  return orGood(
    secrets.map(({ displayName, keyId, endDateTime }) =>
      found('secretThere', displayName || keyId, endDateTime ?? null),
    ),
    found('noSecret'),
  );
}

/** What the credential check knows. */
export interface CredentialFacts {
  readonly registration: Registration;
  /** Names of federated credentials. */
  readonly federations: readonly string[];
  readonly credential: GraphCredential;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The one way in that we use, for how long it is good, and every other one that is open. */
export function judgeCredential(facts: CredentialFacts): readonly PostureFinding[] {
  const { registration, federations, credential, now } = facts;
  const { application, principal } = registration;
  const certificates = application?.keyCredentials ?? [];
  const own = certificates.filter((one) => isOwn(one, credential));
  const others = [
    ...certificates.filter((one) => !own.includes(one)),
    // A managed identity's own are the platform's; an application's are in no portal.
    ...(application === null ? [] : principal.keyCredentials),
  ].filter(({ endDateTime }) => Date.parse(endDateTime) > now);
  const spare = credential.kind === 'federated' ? federations.slice(1) : federations;
  return [
    ...(credential.kind === 'certificate'
      ? [judgeCertificate(own, now)]
      : [found('certificateNotNeeded')]),
    ...others.map(({ displayName, keyId, endDateTime }) =>
      found('certificateOther', displayName || keyId, endDateTime),
    ),
    ...spare.map((name) => found('federationOther', name)),
  ];
}

function isOwn({ key }: KeyCredential, credential: GraphCredential): boolean {
  if (credential.kind !== 'certificate' || !key) return false;
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return hash === credential.thumbprintSha256;
}

function judgeCertificate(own: readonly KeyCredential[], now: number): PostureFinding {
  const [certificate] = own;
  if (certificate === undefined) return found('certificateUnknown');
  const { endDateTime } = certificate;
  const leftMs = Date.parse(endDateTime) - now;
  if (leftMs <= 0) return found('certificateEnded', null, endDateTime);
  return found(leftMs < ENDS_SOON_MS ? 'certificateEnds' : 'certificateGood', null, endDateTime);
}

/** Whoever owns the application can give it another credential. */
export function judgeOwners(
  owners: readonly OwnerResource[],
  expectedIds: readonly string[],
): readonly PostureFinding[] {
  const unexpected = owners.filter(({ id }) => !expectedIds.includes(id.toLowerCase()));
  return orGood(
    unexpected.map(({ id, displayName }) =>
      found('ownerUnexpected', displayName ? `${displayName} (${id})` : id),
    ),
    found('ownersExpected'),
  );
}

/** A context that no policy in force is tied to goes into every token that asks for it. */
export function judgeConditionalAccess(
  contexts: readonly string[],
  policies: readonly ConditionalAccessResource[],
): readonly PostureFinding[] {
  return orGood(
    contexts.map((context) => judgeContext(context, policies)),
    found('contextNotSet'),
  );
}

function judgeContext(
  context: string,
  policies: readonly ConditionalAccessResource[],
): PostureFinding {
  const bound = policies.filter(({ conditions: { applications } }) =>
    applications?.includeAuthenticationContextClassReferences?.includes(context),
  );
  const named = (state: string) => bound.find((policy) => policy.state === state)?.displayName;
  const on = named('enabled');
  if (on !== undefined) return found('contextBound', `${context}: ${on}`);
  const reporting = named('enabledForReportingButNotEnforced');
  if (reporting !== undefined) return found('contextReportOnly', `${context}: ${reporting}`);
  const [off] = bound;
  return off === undefined
    ? found('contextUnbound', context)
    : found('contextOff', `${context}: ${off.displayName}`);
}
