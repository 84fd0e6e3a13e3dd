import { eq } from 'drizzle-orm';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments } from '#bff/store/schema.ts';
import type { EnrolmentHold } from '#bff/store/store.ts';
import { allOf, sendAll } from '#bff/store/transact.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { openEnrolment } from './openEnrolment.ts';

export type ClosingParts = Pick<EnrolmentParts, 'audit' | 'now' | 'newId' | 'log'>;

/**
 * Ends every open enrolment in the books and nowhere else: what its journal says is not what key and directory have seen
 * since, so nothing is to be done by it any more, not even taken back. In the caller's transaction.
 * @throws AppError `audit_unavailable`.
 */
export async function closeOpenEnrolments(
  parts: ClosingParts,
  queries: Queries,
  code: FailureCode,
): Promise<void> {
  const rows = await queries
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(eq(enrolments.state, 'open'));
  // All of them in the caller's transaction, which commits.
  const hold: EnrolmentHold = {
    queries,
    transaction: (work) => work(queries, (...statements) => allOf(sendAll(statements))),
  };
  for (const { id } of rows) {
    const actor = { id: SYSTEM_ACTOR, requestId: parts.newId() };
    const open = await openEnrolment(parts, hold, id, actor);
    await open.append({ type: 'rolledBack', code });
  }
}
