import { desc, eq } from 'drizzle-orm';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor, EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { suspensions } from '#bff/store/operatorTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { SuspendedOperators } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';

/** Where admins stop operators whose tokens still run. */
export interface OperatorDesk {
  listSuspended(): Promise<SuspendedOperators['suspended']>;
  /** Safe to repeat. @throws AppError `user_is_self`, `audit_unavailable`. */
  setSuspended(operatorId: string, isSuspended: boolean, actor: Actor): Promise<void>;
}

/** Builds the {@link OperatorDesk} over its table. */
export function createOperatorDesk(
  parts: Pick<EnrolmentParts, 'store' | 'audit' | 'now'>,
): OperatorDesk {
  const { store, audit } = parts;
  return {
    listSuspended: () =>
      store.read(async (queries) => {
        const rows = await queries.select().from(suspensions).orderBy(desc(suspensions.at));
        return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
      }),

    async setSuspended(operatorId, isSuspended, actor) {
      if (operatorId === actor.id.toLowerCase()) {
        throw new AppError('user_is_self', 'nobody suspends or reinstates themself');
      }
      await store.transaction(async (queries) => {
        if (isSuspended) return writeSuspension(parts, queries, operatorId, actor);
        await queries.delete(suspensions).where(eq(suspensions.operatorId, operatorId));
        await audit.append(queries, ...recordsOf('reinstateOperator', operatorId, actor));
      });
    },
  };
}

/**
 * Suspends an operator in the caller's transaction, by an admin's word or a holder's.
 * @throws AppError `audit_unavailable`.
 */
export async function writeSuspension(
  { audit, now }: Pick<EnrolmentParts, 'audit' | 'now'>,
  queries: Queries,
  operatorId: string,
  actor: Actor,
): Promise<void> {
  await queries
    .insert(suspensions)
    .values({ operatorId, suspendedById: actor.id, at: new Date(now()) })
    .onConflictDoNothing();
  await audit.append(queries, ...recordsOf('suspendOperator', operatorId, actor));
}

function recordsOf(action: string, operatorId: string, actor: Actor): [AuditEntry, AuditEntry] {
  const intent: AuditEntry = {
    phase: 'intent',
    action,
    result: null,
    actorId: actor.id,
    // Whom it is about.
    holderId: operatorId,
    enrolmentId: null,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    detail: {},
  };
  return [intent, { ...intent, phase: 'outcome', result: 'ok' }];
}
