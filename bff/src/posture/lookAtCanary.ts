import type { AuditLog } from '#bff/audit/auditLog.ts';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { deletePasskeyRequest, listPasskeysRequest } from '#bff/graph/graphRequest.ts';
import { shownUnitResource } from '#bff/graph/postureWire.ts';
import { connectedRequest } from '#bff/graph/privilegeRequests.ts';
import { readAllPages } from '#bff/graph/readAllPages.ts';
import { anything, pageOf } from '#bff/graph/wire.ts';
import type { Store } from '#bff/store/store.ts';
import type { PostureFinding } from '#shared/api/posture.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import { found, PermissionNeeded, reading } from './finding.ts';
import type { PostureSource } from './readRegistration.ts';

const READS_UNITS = 'AdministrativeUnit.Read.All';

/** What the look at the canary needs. */
export interface CanaryParts {
  readonly store: Pick<Store, 'transaction'>;
  readonly audit: AuditLog;
  readonly newId: () => string;
}

/**
 * Tries whether Graph still keeps this application from accounts in restricted units, with an account that is there for
 * nothing else: the deletion of a passkey that nobody ever had. Where it is not refused nothing is deleted either. A refusal counts
 * only where it can be the unit's: the account is in one, and its passkeys may be read.
 */
export async function lookAtCanary(
  parts: CanaryParts,
  source: PostureSource,
  canaryId: string | null,
  actor: Pick<Actor, 'id' | 'requestId' | 'authentication'>,
): Promise<readonly PostureFinding[]> {
  if (canaryId === null) return [found('canaryNotSet')];
  const isRestricted = await reading(READS_UNITS, isInRestrictedUnit(source, canaryId));
  if (isRestricted === null) return [found('canaryNotFound')];
  if (!isRestricted) return [found('canaryNotRestricted')];
  const { client, call } = source;
  await reading(
    'UserAuthMethod-Passkey.ReadWrite.All',
    client.send(listPasskeysRequest(canaryId), anything, call),
  );
  const methodId = `canary-${parts.newId()}`;
  const intent: AuditEntry = {
    phase: 'intent',
    action: 'probeCanary',
    result: null,
    actorId: actor.id,
    holderId: canaryId,
    enrolmentId: null,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    detail: { methodId },
  };
  const write = (entry: AuditEntry) =>
    parts.store.transaction((queries) => parts.audit.append(queries, entry));
  await write(intent);
  const failure = await probe(source, canaryId, methodId);
  const code = failure?.code ?? 'ok';
  const isRefused = code === 'graph_forbidden';
  const graphCode = failure instanceof GraphError ? failure.graphCode : undefined;
  await write({
    ...intent,
    phase: 'outcome',
    // What was wanted is the refusal.
    result: isRefused ? 'ok' : code,
    detail: { methodId, ...(graphCode !== undefined && { graphCode }) },
  });
  if (isRefused) return [found('canaryRefused')];
  // "There is no such passkey" is said only to whoever might have deleted it.
  if (code === 'ok' || code === 'graph_not_found') return [found('canaryNotRefused')];
  return [found('lookFailed', code)];
}

/** Null: there is no such account. */
async function isInRestrictedUnit(
  { client, origin, call }: PostureSource,
  canaryId: string,
): Promise<boolean | null> {
  const request = connectedRequest(
    canaryId,
    'memberOf/microsoft.graph.administrativeUnit',
    'isMemberManagementRestricted',
  );
  try {
    const page = pageOf(shownUnitResource);
    const units = await readAllPages(client, origin, request, page, call);
    // Who may not read units is shown that there is one.
    if (units.some(({ displayName }) => displayName === null)) {
      throw new PermissionNeeded(READS_UNITS);
    }
    return units.some((unit) => unit.isMemberManagementRestricted === true);
  } catch (error) {
    if (error instanceof AppError && error.code === 'graph_not_found') return null;
    throw error;
  }
}

/** Null: it was carried out. */
async function probe(
  { client, call }: PostureSource,
  canaryId: string,
  methodId: string,
): Promise<AppError | null> {
  try {
    await client.send(deletePasskeyRequest(canaryId, methodId), anything, call);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
