import { and, eq, gt, ne } from 'drizzle-orm';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { approvals } from '#bff/store/approvalTable.ts';
import type { DecideApproval } from '#shared/api/approvals.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { hashItem } from './approvalItem.ts';
import { type ApprovalActor, recordOf } from './approvalRecord.ts';
import { type ApprovalRow, isAskedBy, isExpired, readApproval } from './approvals.ts';

const USED_WITHIN_MS = 30 * 60_000;

type DecideParts = Pick<EnrolmentParts, 'store' | 'audit' | 'now'>;

/**
 * Decides about what somebody else asked for, once: of several who decide at the same moment one is heard.
 * @throws AppError `not_found`; `approval_not_yours` for who asked; `approval_changed` where it is not what they saw; `approval_expired`;
 * `conflict` where it was decided or withdrawn before; `audit_unavailable`.
 */
export async function decide(
  { store, audit, now }: DecideParts,
  id: string,
  { decision, hash, reason }: DecideApproval,
  actor: ApprovalActor,
): Promise<ApprovalRow> {
  const before = await store.read((queries) => readApproval(queries, id));
  if (before === undefined) throw new AppError('not_found', 'no such approval');
  const isYes = decision === 'approve';
  const intent = recordOf(isYes ? 'approve' : 'refuseApproval', before, actor);
  const outcome = (result: string) => ({ ...intent, phase: 'outcome', result }) as const;
  const at = new Date(now());
  try {
    // What was put into the database beside us is nothing that anybody asked for.
    if (hashItem(before.item) !== before.hash) refuse('approval_changed');
    return await store.transaction(async (queries) => {
      await audit.append(queries, intent);
      const [row] = await queries
        .update(approvals)
        .set({
          state: isYes ? 'approved' : 'refused',
          ...{ decidedById: actor.id, decidedByName: actor.displayName ?? null, decidedAt: at },
          reason: reason === '' ? null : reason,
          useBy: isYes ? new Date(at.getTime() + USED_WITHIN_MS) : null,
        })
        .where(
          and(
            ...[eq(approvals.id, id), eq(approvals.state, 'waiting')],
            ...[gt(approvals.expiresAt, at), eq(approvals.hash, hash)],
            ...[eq(approvals.tenantId, actor.tenantId), ne(approvals.askedById, actor.id)],
          ),
        )
        .returning();
      if (row === undefined) {
        const now = await readApproval(queries, id);
        return refuse(now === undefined ? 'not_found' : problemOf(now, hash, actor, at));
      }
      await audit.append(queries, outcome('ok'));
      return row;
    });
  } catch (error) {
    const result = failureCodeOf(error);
    await store.transaction((queries) => audit.append(queries, intent, outcome(result)));
    throw error;
  }
}

function refuse(code: FailureCode): never {
  throw new AppError(code, 'this is not to be decided now, or not by them');
}

function problemOf(row: ApprovalRow, hash: string, actor: ApprovalActor, at: Date): FailureCode {
  if (isAskedBy(row, actor)) return 'approval_not_yours';
  if (row.hash !== hash) return 'approval_changed';
  return isExpired(row, at) ? 'approval_expired' : 'conflict';
}
