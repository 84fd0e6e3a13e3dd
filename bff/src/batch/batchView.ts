import { and, count, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { batches } from '#bff/store/batchTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments } from '#bff/store/schema.ts';
import type { Batch, BatchState } from '#shared/api/index.ts';
import { pinDisclosure } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import { countPeople } from './countPeople.ts';

export type BatchRow = typeof batches.$inferSelect;

const HOUR_MS = 3_600_000;
/** As many of the last keys as the pace is taken from. */
const PACE_OF = 20;
const MOST_LISTED = 100;

/** @throws AppError `not_found`. */
export async function readBatchRow(queries: Queries, id: string): Promise<BatchRow> {
  const [row] = await queries.select().from(batches).where(eq(batches.id, id));
  if (row === undefined) throw new AppError('not_found', 'no such batch');
  return row;
}

/** The newest batches, at most 100. */
export async function readBatches(queries: Queries, now: Date): Promise<Batch[]> {
  const rows = await queries
    .select()
    .from(batches)
    .orderBy(desc(batches.createdAt))
    .limit(MOST_LISTED);
  return batchViews(queries, rows, now);
}

/** One batch. @throws AppError `not_found`. */
export async function readBatch(queries: Queries, id: string, now: Date): Promise<Batch> {
  const [view] = await batchViews(queries, [await readBatchRow(queries, id)], now);
  if (view === undefined) throw new TypeError('A row without a view.');
  return view;
}

async function batchViews(
  queries: Queries,
  rows: readonly BatchRow[],
  now: Date,
): Promise<Batch[]> {
  const ids = rows.map(({ id }) => id);
  const counted = await countPeople(queries, ids, now);
  return Promise.all(
    rows.map(async (row) => {
      const counts = counted(row.id);
      const { state, endedAt } = await endOf(queries, row, counts.underWay);
      return {
        id: row.id,
        name: row.name,
        state,
        assignment: row.assignment,
        profile: {
          id: row.profile.id,
          version: row.profile.version,
          name: row.profile.name,
          disclosure: pinDisclosure(row.profile.pin),
        },
        resetsConfirmed: row.resetsConfirmed,
        challengeMinutes: row.challengeMinutes,
        createdBy: { id: row.createdById, displayName: row.createdByName },
        createdAt: row.createdAt.toISOString(),
        startedAt: row.startedAt?.toISOString() ?? null,
        endedAt: endedAt?.toISOString() ?? null,
        counts,
        pace: counts.done < 2 ? null : await paceOf(queries, row, counts, now),
      };
    }),
  );
}

/** A batch that is stopping has ended with the last enrolment that was under way. */
async function endOf(
  queries: Queries,
  { id, state, stoppedAt }: BatchRow,
  underWay: number,
): Promise<{ state: BatchState; endedAt: Date | null }> {
  if (state !== 'stopping' || underWay > 0) return { state, endedAt: null };
  const [last] = await queries
    .select({ at: sql<string | null>`max(${enrolments.endedAt})` })
    .from(enrolments)
    .where(and(eq(enrolments.batchId, id), inArray(enrolments.state, ['finished', 'rolledBack'])));
  const lastAt = last?.at == null ? null : new Date(last.at);
  const endedAt =
    lastAt !== null && (stoppedAt === null || lastAt > stoppedAt) ? lastAt : stoppedAt;
  return { state: 'ended', endedAt };
}

async function paceOf(
  queries: Queries,
  { id, state }: BatchRow,
  counts: Batch['counts'],
  now: Date,
): Promise<Batch['pace']> {
  const isDone = and(eq(enrolments.batchId, id), eq(enrolments.state, 'finished'));
  const [inHour] = await queries
    .select({ keys: count() })
    .from(enrolments)
    .where(and(isDone, gt(enrolments.endedAt, new Date(now.getTime() - HOUR_MS))));
  const last = await queries
    .select({ at: enrolments.endedAt })
    .from(enrolments)
    .where(isDone)
    .orderBy(desc(enrolments.endedAt))
    .limit(PACE_OF);
  const newest = last.at(0)?.at?.getTime() ?? 0;
  const oldest = last.at(-1)?.at?.getTime() ?? 0;
  const keysPerHour = ((last.length - 1) * HOUR_MS) / Math.max(newest - oldest, 1_000);
  const left = counts.waiting + counts.claimed + counts.underWay;
  const endsAt =
    state === 'running' && left > 0
      ? new Date(now.getTime() + (left / keysPerHour) * HOUR_MS).toISOString()
      : null;
  return {
    doneLastHour: inHour?.keys ?? 0,
    keysPerHour: Math.round(keysPerHour * 10) / 10,
    endsAt,
  };
}
