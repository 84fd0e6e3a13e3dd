import { and, count, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments } from '#bff/store/schema.ts';
import type { Batch } from '#shared/api/index.ts';
import { isInTurn, isUnclaimed, ownEnrolment } from './standing.ts';

type Counts = Batch['counts'];

/**
 * Counts where the people of batches stand. Says the same as `standing` does for each of them, but from indexes: who has
 * an enrolment is counted among the enrolments, and there is none of a batch that is open or finished and nobody's.
 * @returns the counts by batch id.
 */
export async function countPeople(
  queries: Queries,
  batchIds: readonly string[],
  now: Date,
): Promise<(batchId: string) => Counts> {
  const counted = new Map<string, Counts>();
  const of = (id: string): Counts => {
    const counts = counted.get(id) ?? {
      ...{ waiting: 0, claimed: 0, underWay: 0, done: 0, failed: 0, skipped: 0 },
    };
    counted.set(id, counts);
    return counts;
  };
  if (batchIds.length === 0) return of;
  const ids = [...batchIds];
  const isOfThese = inArray(batchPeople.batchId, ids);
  const countWhere = (isWanted: SQL | undefined) =>
    queries
      .select({ id: batchPeople.batchId, people: count() })
      .from(batchPeople)
      .where(and(isOfThese, isWanted))
      .groupBy(batchPeople.batchId);

  const isFree = isUnclaimed(now);
  const inTurn = await queries
    .select({
      id: batchPeople.batchId,
      people: count(),
      waiting: sql<number>`(count(*) filter (where ${isFree}))::int`,
    })
    .from(batchPeople)
    .where(and(isOfThese, isInTurn))
    .groupBy(batchPeople.batchId);
  for (const { id, people, waiting } of inTurn) {
    Object.assign(of(id), { waiting, claimed: people - waiting });
  }

  const enrolled = await queries
    .select({ id: enrolments.batchId, state: enrolments.state, people: count() })
    .from(enrolments)
    .where(and(inArray(enrolments.batchId, ids), inArray(enrolments.state, ['open', 'finished'])))
    .groupBy(enrolments.batchId, enrolments.state);
  for (const { id, state, people } of enrolled) {
    of(id ?? '')[state === 'open' ? 'underWay' : 'done'] = people;
  }

  const rolledBack = await queries
    .select({ id: batchPeople.batchId, people: count() })
    .from(enrolments)
    .innerJoin(batchPeople, ownEnrolment)
    .where(
      and(
        inArray(enrolments.batchId, ids),
        eq(enrolments.state, 'rolledBack'),
        isNull(batchPeople.reason),
      ),
    )
    .groupBy(batchPeople.batchId);
  const refused = await countWhere(and(isNotNull(batchPeople.code), isNull(batchPeople.reason)));
  for (const { id, people } of [...rolledBack, ...refused]) of(id).failed += people;

  for (const { id, people } of await countWhere(isNotNull(batchPeople.reason))) {
    of(id).skipped = people;
  }
  return of;
}
