import { type AuditEntry, SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { KeyRemovalWhy } from '#shared/api/index.ts';
import type { KeyRemovalRow } from './ownKeyParts.ts';

/** Who does it: the holder, an operator, or the backend by itself later on. */
export type RemovalActor = Pick<Actor, 'id' | 'requestId' | 'authentication'>;

const ACTIONS: Readonly<Record<KeyRemovalWhy, string>> = {
  removed: 'removeOwnKey',
  lost: 'loseKey',
  reported: 'disownKey',
  bulk: 'removeKey',
};

/** The backend, that carries on what somebody began. */
export function carriedOnBy({ requestId }: KeyRemovalRow): RemovalActor {
  return { id: SYSTEM_ACTOR, requestId };
}

/** The record of a removal before Entra is asked. @param action left out: the removal itself */
export function intentOf(
  row: Pick<
    KeyRemovalRow,
    'why' | 'holderId' | 'enrolmentId' | 'methodId' | 'serial' | 'approvalId'
  >,
  actor: RemovalActor,
  action = ACTIONS[row.why],
): AuditEntry {
  return {
    phase: 'intent',
    action,
    result: null,
    actorId: actor.id,
    holderId: row.holderId,
    enrolmentId: row.enrolmentId,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    keySerial: row.serial,
    approvalId: row.approvalId,
    detail: { methodId: row.methodId },
  };
}

/** What came of it. @param result `ok` or a failure code */
export function outcomeOf(
  intent: AuditEntry,
  result: string,
  graphRequestId: string | null = null,
): AuditEntry {
  return { ...intent, phase: 'outcome', result, graphRequestId };
}
