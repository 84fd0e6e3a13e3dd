import type { AuditDetail, AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';

/** What an audit record says of an action on a batch. */
export interface BatchAction {
  readonly action: string;
  readonly batchId: string;
  readonly actor: Actor;
  readonly holderId?: string;
  readonly enrolmentId?: string;
  readonly detail?: AuditDetail;
}

/** The intent of it. */
export function intentOf(said: BatchAction): AuditEntry {
  const { action, batchId, actor, holderId = null, enrolmentId = null, detail } = said;
  return {
    phase: 'intent',
    action,
    result: null,
    actorId: actor.id,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    holderId,
    enrolmentId,
    detail: { batchId, ...detail },
  };
}

/** What came of it. @param result `ok` or a failure code. */
export function outcomeOf(said: BatchAction, result: string): AuditEntry {
  return { ...intentOf(said), phase: 'outcome', result };
}

/** Both, for what is done within one transaction: there is no effect before it. */
export function wholeOf(said: BatchAction): [AuditEntry, AuditEntry] {
  return [intentOf(said), outcomeOf(said, 'ok')];
}
