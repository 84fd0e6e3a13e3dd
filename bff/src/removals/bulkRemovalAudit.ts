import type { AuditDetail, AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';

/** What an audit record says of a bulk removal as a whole, or of a key of it that was not touched. */
export interface RemovalAction {
  readonly action: string;
  readonly removalId: string;
  readonly actor: Pick<Actor, 'id' | 'requestId' | 'authentication' | 'approvalId'>;
  readonly holderId?: string;
  readonly detail?: AuditDetail;
}

/** Intent and outcome of what is done within one transaction: there is no effect before it. @param result `ok` or a failure code. */
export function wholeOf(said: RemovalAction, result = 'ok'): [AuditEntry, AuditEntry] {
  const { action, removalId, actor, holderId = null, detail } = said;
  const intent: AuditEntry = {
    ...{ phase: 'intent', action, result: null, holderId, enrolmentId: null },
    ...{ actorId: actor.id, requestId: actor.requestId },
    authentication: actor.authentication ?? null,
    approvalId: actor.approvalId ?? null,
    detail: { removalId, ...detail },
  };
  return [intent, { ...intent, phase: 'outcome', result }];
}
