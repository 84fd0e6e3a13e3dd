import { and, desc, inArray, ne, sql } from 'drizzle-orm';
import { ownStarts } from '#bff/store/accessPassTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, journal } from '#bff/store/schema.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import { keyProblem } from '#shared/enrolment/keyProblem.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { InvitationRow } from './invitationParts.ts';

type Invited = Pick<InvitationRow, 'id' | 'profile' | 'enrolledAt'>;

/** Why the last try of each of these invitations did not go on; none where it does, or where nobody has tried. */
export async function readStops(
  queries: Queries,
  rows: readonly Invited[],
): Promise<ReadonlyMap<string, FailureCode>> {
  const waiting = rows.filter(({ enrolledAt }) => enrolledAt === null);
  const ids = waiting.map(({ id }) => id);
  const stops = new Map<string, FailureCode>();
  if (ids.length === 0) return stops;
  const begun = await newestEnrolments(queries, ids);
  const lines = await lastLines(
    queries,
    [...begun.values()].map(({ id }) => id),
  );
  const starts = await newestStarts(queries, ids);
  for (const { id, profile } of waiting) {
    const enrolment = begun.get(id);
    const line = enrolment === undefined ? undefined : lines.get(enrolment.id);
    const start = starts.get(id);
    const isLater = enrolment === undefined || (start?.at ?? 0) > enrolment.startedAt;
    // What is the matter with a key that the profile does not take stands in no journal: nothing was begun with it.
    const key = line?.type === 'started' ? (enrolment?.key ?? null) : null;
    const code =
      (isLater ? start?.code : null) ?? (key === null ? line?.code : keyProblem(key, profile));
    if (code) stops.set(id, code);
  }
  return stops;
}

async function newestEnrolments(queries: Queries, invitationIds: readonly string[]) {
  const rows = await queries
    .selectDistinctOn([enrolments.invitationId], {
      id: enrolments.id,
      invitationId: enrolments.invitationId,
      startedAt: enrolments.startedAt,
      key: enrolments.keyObservation,
    })
    .from(enrolments)
    .where(inArray(enrolments.invitationId, [...invitationIds]))
    .orderBy(enrolments.invitationId, desc(enrolments.startedAt));
  return new Map(rows.map((row) => [row.invitationId, row]));
}

async function newestStarts(queries: Queries, invitationIds: readonly string[]) {
  const rows = await queries
    .selectDistinctOn([ownStarts.invitationId])
    .from(ownStarts)
    .where(inArray(ownStarts.invitationId, [...invitationIds]))
    .orderBy(ownStarts.invitationId, desc(ownStarts.at));
  return new Map(rows.map((row) => [row.invitationId, row]));
}

/** Where the key is registered but not allowed, that is finished: the line before says why it counts for nothing. */
async function lastLines(queries: Queries, enrolmentIds: readonly string[]) {
  if (enrolmentIds.length === 0) return new Map<string, never>();
  const type = sql<JournalEvent['type']>`${journal.event}->>'type'`;
  const rows = await queries
    .selectDistinctOn([journal.enrolmentId], {
      enrolmentId: journal.enrolmentId,
      type,
      code: sql<FailureCode | null>`${journal.event}->>'code'`,
    })
    .from(journal)
    .where(and(inArray(journal.enrolmentId, [...enrolmentIds]), ne(type, 'finished')))
    .orderBy(journal.enrolmentId, desc(journal.seq));
  return new Map(rows.map((row) => [row.enrolmentId, row]));
}
