import { and, eq, gt } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { approvals } from '#bff/store/approvalTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { ApprovalItem, ApprovalKind } from '#shared/api/approvals.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { hashItem } from './approvalItem.ts';

/** Where what needs another person's approval proves that it has one. */
export interface Approvals {
  /** Whether the settings name this. */
  needs(kind: ApprovalKind): boolean;
  /**
   * Passes where {@link Approvals.use} would; uses nothing up.
   * @throws as it does.
   */
  check(queries: Queries, item: ApprovalItem, actor: Actor): Promise<void>;
  /**
   * Uses the approval of this call up, in the transaction of what it is for.
   * @throws AppError `approval_needed` without one, or where nobody has approved it; `approval_not_yours`, `approval_changed` where
   * something else was approved, `approval_expired`, `approval_used`.
   */
  use(queries: Queries, item: ApprovalItem, actor: Actor): Promise<void>;
}

export interface ApprovalsParts {
  /** As the settings say. */
  readonly needed: readonly ApprovalKind[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export type ApprovalRow = typeof approvals.$inferSelect;

/** Whether its time has passed. */
export function isExpired({ state, expiresAt, useBy }: ApprovalRow, now: Date): boolean {
  if (state === 'waiting') return expiresAt <= now;
  return state === 'approved' && useBy !== null && useBy <= now;
}

/** Whether this person asked for it: by tenant and object id, however they are spelled. */
export function isAskedBy({ tenantId, askedById }: ApprovalRow, actor: Actor): boolean {
  return tenantId === actor.tenantId?.toLowerCase() && askedById === actor.id.toLowerCase();
}

/** One request by its id. */
export async function readApproval(queries: Queries, id: string): Promise<ApprovalRow | undefined> {
  const [row] = await queries.select().from(approvals).where(eq(approvals.id, id));
  return row;
}

/** Builds {@link Approvals} over its table. */
export function createApprovals({ needed, now }: ApprovalsParts): Approvals {
  async function findProblem(
    queries: Queries,
    item: ApprovalItem,
    actor: Actor,
  ): Promise<FailureCode | null> {
    const { approvalId } = actor;
    const row = approvalId === undefined ? undefined : await readApproval(queries, approvalId);
    if (row === undefined) return 'approval_needed';
    if (!isAskedBy(row, actor)) return 'approval_not_yours';
    if (row.hash !== hashItem(item)) return 'approval_changed';
    if (row.state === 'used') return 'approval_used';
    if (isExpired(row, new Date(now()))) return 'approval_expired';
    return row.state === 'approved' ? null : 'approval_needed';
  }

  const refuse = (code: FailureCode): never => {
    throw new AppError(code, 'there is no approval of another person for this');
  };

  return {
    needs: (kind) => needed.includes(kind),

    async check(queries, item, actor) {
      const problem = await findProblem(queries, item, actor);
      if (problem !== null) refuse(problem);
    },

    async use(queries, item, actor) {
      const { approvalId, tenantId } = actor;
      if (approvalId === undefined || tenantId === undefined) return refuse('approval_needed');
      const at = new Date(now());
      const used = await queries
        .update(approvals)
        .set({ state: 'used', usedAt: at })
        .where(
          and(
            ...[eq(approvals.id, approvalId), eq(approvals.state, 'approved')],
            ...[eq(approvals.tenantId, tenantId), eq(approvals.askedById, actor.id)],
            ...[eq(approvals.hash, hashItem(item)), gt(approvals.useBy, at)],
          ),
        )
        .returning({ id: approvals.id });
      // What was not there for us and is now was decided in this very moment.
      if (used.length === 0) refuse((await findProblem(queries, item, actor)) ?? 'approval_needed');
    },
  };
}
