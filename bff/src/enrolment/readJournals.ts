import { asc, inArray } from 'drizzle-orm';
import type { Queries } from '#bff/store/queries.ts';
import { journal } from '#bff/store/schema.ts';
import type { JournalEntry } from '#shared/enrolment/journal.ts';

/** Reads the journals of several enrolments at once, by enrolment id. */
export async function readJournals(
  queries: Queries,
  enrolmentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly JournalEntry[]>> {
  const journals = new Map<string, JournalEntry[]>();
  if (enrolmentIds.length === 0) return journals;
  const lines = await queries
    .select()
    .from(journal)
    .where(inArray(journal.enrolmentId, [...enrolmentIds]))
    .orderBy(asc(journal.enrolmentId), asc(journal.seq));
  for (const { enrolmentId, seq, at, event } of lines) {
    const entries = journals.get(enrolmentId) ?? [];
    entries.push({ seq, at: at.toISOString(), event });
    journals.set(enrolmentId, entries);
  }
  return journals;
}
