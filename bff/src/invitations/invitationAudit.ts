import type { AuditDetail, AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';

/** What an audit record says of an action on an invitation. */
export interface InvitationAction {
  readonly action: string;
  readonly invitationId: string;
  readonly userId: string;
  readonly actor: Pick<Actor, 'id' | 'requestId' | 'authentication'>;
  readonly enrolmentId?: string;
  readonly detail?: AuditDetail;
  readonly graphRequestId?: string | null;
}

/** The intent of it. */
export function intentOf(said: InvitationAction): AuditEntry {
  const { action, invitationId, userId, actor, enrolmentId = null, detail } = said;
  return {
    phase: 'intent',
    action,
    result: null,
    actorId: actor.id,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    holderId: userId,
    enrolmentId,
    detail: { invitationId, ...detail },
  };
}

/** What came of it. @param result `ok` or a failure code. */
export function outcomeOf(said: InvitationAction, result: string): AuditEntry {
  const { graphRequestId = null } = said;
  return { ...intentOf(said), phase: 'outcome', result, graphRequestId };
}

/** Both, for what is done within one transaction: there is no effect before it. */
export function wholeOf(said: InvitationAction): [AuditEntry, AuditEntry] {
  return [intentOf(said), outcomeOf(said, 'ok')];
}
