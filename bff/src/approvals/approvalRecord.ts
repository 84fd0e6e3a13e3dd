import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { personOf } from './approvalItem.ts';
import type { ApprovalRow } from './approvals.ts';

/** Somebody who asks or decides: always a person, known by tenant and object id. */
export type ApprovalActor = Actor & { readonly tenantId: string };

/** The intent about a request; what will happen is in the later records that name it. */
export function recordOf(
  action: 'askApproval' | 'approve' | 'refuseApproval' | 'withdrawApproval',
  { id, item }: Pick<ApprovalRow, 'id' | 'item'>,
  actor: ApprovalActor,
): AuditEntry {
  return {
    phase: 'intent',
    action,
    result: null,
    actorId: actor.id,
    holderId: personOf(item),
    enrolmentId: 'enrolmentId' in item ? item.enrolmentId : null,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    approvalId: id,
    detail: {
      asked: item.action,
      ...(item.action === 'removeKeys' && {
        ...{ removalId: item.removalId, count: item.keys.length },
      }),
      ...('profileId' in item && { profileId: item.profileId }),
      ...(item.action === 'printBatchLetters' && {
        ...{ batchId: item.batchId, count: item.letters.length },
      }),
      ...('basedOn' in item && { version: item.basedOn }),
      ...(item.action === 'startEnrolment' && {
        ...{ profileId: item.profile.id, version: item.profile.version, way: item.way },
      }),
    },
  };
}
