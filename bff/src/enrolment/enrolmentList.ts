import { and, desc, eq, ne, type SQL } from 'drizzle-orm';
import { enrolments } from '#bff/store/schema.ts';
import type { Enrolment } from '#shared/api/index.ts';
import { foldJournal } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEntry } from '#shared/enrolment/journal.ts';
import { nextAction } from '#shared/enrolment/nextAction.ts';
import { plainActionView } from './actionView.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { enrolmentView } from './enrolmentView.ts';
import type { EnrolmentRow } from './openEnrolment.ts';
import { readJournals } from './readJournals.ts';

/** Which enrolments to list. */
export interface EnrolmentFilter {
  readonly state?: 'open' | 'ended' | undefined;
  readonly userId?: string | undefined;
}

const MOST_LISTED = 100;

/** Lists enrolments as they stand, newest first, at most 100. */
export async function readEnrolments(
  parts: EnrolmentParts,
  filter: EnrolmentFilter,
): Promise<Enrolment[]> {
  const conditions: SQL[] = [];
  if (filter.state === 'open') conditions.push(eq(enrolments.state, 'open'));
  if (filter.state === 'ended') conditions.push(ne(enrolments.state, 'open'));
  if (filter.userId !== undefined) conditions.push(eq(enrolments.holderId, filter.userId));
  return parts.store.read(async (queries) => {
    const rows = await queries
      .select()
      .from(enrolments)
      .where(and(...conditions))
      .orderBy(desc(enrolments.startedAt))
      .limit(MOST_LISTED);
    const journals = await readJournals(
      queries,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => readersView(parts, row, journals.get(row.id) ?? []));
  });
}

/** An enrolment as it stands, without anything being done about it: a reader has no key plugged in. */
export function readersView(
  parts: EnrolmentParts,
  row: EnrolmentRow,
  entries: readonly JournalEntry[],
): Enrolment {
  const state = foldJournal(entries);
  const now = new Date(parts.now()).toISOString();
  const action = nextAction(state, { key: null, now, settleMs: parts.settleMs });
  const view = plainActionView(parts, state, row, action);
  return enrolmentView({ id: row.id, state, entries, action, view });
}
