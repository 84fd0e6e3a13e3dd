import { and, asc, eq, gt, lte, or } from 'drizzle-orm';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import { enrolments } from '#bff/store/schema.ts';
import type { EnrolmentHold } from '#bff/store/store.ts';
import type { Action } from '#shared/enrolment/action.ts';
import { foldJournal } from '#shared/enrolment/enrolmentState.ts';
import { advance, dueAction, LONGEST_PAUSE_MS } from './advance.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { forWhom } from './forWhom.ts';
import { openEnrolment } from './openEnrolment.ts';
import { readJournals } from './readJournals.ts';

const ROWS_AT_ONCE = 100;

/**
 * Finds the open enrolments that nothing happened to since `idleSince` and that the backend alone can take further now,
 * the longest at rest first. Those that wait for a key or a person are not among them.
 */
export async function findUnattended(
  parts: Pick<EnrolmentParts, 'store' | 'now' | 'settleMs'>,
  idleSince: Date,
): Promise<string[]> {
  const due: string[] = [];
  let after: { readonly updatedAt: Date; readonly id: string } | undefined;
  for (;;) {
    const rows = await parts.store.read((queries) =>
      queries
        .select({ id: enrolments.id, updatedAt: enrolments.updatedAt })
        .from(enrolments)
        .where(
          and(
            eq(enrolments.state, 'open'),
            lte(enrolments.updatedAt, idleSince),
            after &&
              or(
                gt(enrolments.updatedAt, after.updatedAt),
                and(eq(enrolments.updatedAt, after.updatedAt), gt(enrolments.id, after.id)),
              ),
          ),
        )
        .orderBy(asc(enrolments.updatedAt), asc(enrolments.id))
        .limit(ROWS_AT_ONCE),
    );
    if (rows.length === 0) return due;
    const journals = await parts.store.read((queries) =>
      readJournals(
        queries,
        rows.map(({ id }) => id),
      ),
    );
    for (const { id } of rows) {
      const entries = journals.get(id) ?? [];
      const standing = { state: foldJournal(entries), entries, key: null };
      const { actor } = dueAction(parts, standing, LONGEST_PAUSE_MS.unattended);
      if (actor === 'backend') due.push(id);
    }
    after = rows.at(-1);
    if (rows.length < ROWS_AT_ONCE) return due;
  }
}

/**
 * Takes one enrolment as far as it goes without a key and without anybody at a page; the very same loop as theirs. What
 * is not due any more is left alone.
 *
 * @param hold the connection that holds the enrolment's lock, fenced by the caller.
 * @returns the action that it came to rest at.
 * @throws AppError `conflict` when the hold was lost on the way; `stale_step`, `audit_unavailable`, `database_unavailable`.
 */
export async function goOnUnattended(
  parts: EnrolmentParts,
  hold: EnrolmentHold,
  enrolmentId: string,
): Promise<Action> {
  const actor = { id: SYSTEM_ACTOR, requestId: parts.newId() };
  const open = await openEnrolment(parts, hold, enrolmentId, actor);
  return forWhom(open.state, () => advance(parts, open, LONGEST_PAUSE_MS.unattended));
}
