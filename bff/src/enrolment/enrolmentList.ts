import { and, asc, desc, eq, inArray, ne, type SQL } from 'drizzle-orm';
import { enrolments, journal } from '#bff/store/schema.ts';
import type { Enrolment } from '#shared/api/index.ts';
import { foldJournal } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEntry } from '#shared/enrolment/journal.ts';
import { nextAction } from '#shared/enrolment/nextAction.ts';
import { plainActionView } from './actionView.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { enrolmentView } from './enrolmentView.ts';
import type { EnrolmentRow } from './openEnrolment.ts';

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
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const lines = await queries
      .select()
      .from(journal)
      .where(inArray(journal.enrolmentId, ids))
      .orderBy(asc(journal.enrolmentId), asc(journal.seq));
    const journals = groupLines(lines);
    return rows.map((row) => readersView(parts, row, journals.get(row.id) ?? []));
  });
}

function groupLines(lines: readonly (typeof journal.$inferSelect)[]): Map<string, JournalEntry[]> {
  const journals = new Map<string, JournalEntry[]>();
  for (const { enrolmentId, seq, at, event } of lines) {
    const entries = journals.get(enrolmentId) ?? [];
    entries.push({ seq, at: at.toISOString(), event });
    journals.set(enrolmentId, entries);
  }
  return journals;
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
