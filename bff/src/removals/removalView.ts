import { asc, desc, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import { bulkRemovalKeys, bulkRemovals } from '#bff/store/bulkRemovalTables.ts';
import { keyRemovals } from '#bff/store/ownKeyTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { KeyToRemove, Removal } from '#shared/api/removals.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { RemovalRow } from './removalParts.ts';

const MOST_SHOWN = 100;
const STATES = { asked: 'asked', done: 'removed', kept: 'kept' } as const;

/** A removal's row. @throws AppError `not_found`. */
export async function readRemovalRow(queries: Queries, id: string): Promise<RemovalRow> {
  const [row] = await queries.select().from(bulkRemovals).where(eq(bulkRemovals.id, id));
  if (row === undefined) throw new AppError('not_found', 'no such removal');
  return row;
}

/** The keys of a removal, in their order. */
export async function readKeys(queries: Queries, removalId: string): Promise<KeyToRemove[]> {
  const rows = await queries
    .select({
      ...getTableColumns(bulkRemovalKeys),
      became: keyRemovals.state,
      becameAt: keyRemovals.endedAt,
    })
    .from(bulkRemovalKeys)
    .leftJoin(keyRemovals, eq(keyRemovals.id, bulkRemovalKeys.keyRemovalId))
    .where(eq(bulkRemovalKeys.removalId, removalId))
    .orderBy(asc(bulkRemovalKeys.position));
  return rows.map(keyView);
}

interface ReadKey extends Omit<typeof bulkRemovalKeys.$inferSelect, 'removalId'> {
  readonly became: 'asked' | 'done' | 'kept' | null;
  readonly becameAt: Date | null;
}

function keyView({ became, becameAt, ...row }: ReadKey): KeyToRemove {
  const untouched = row.code === null ? 'waiting' : 'left';
  const state = became === null ? untouched : STATES[became];
  return {
    position: row.position,
    person: {
      id: row.holderId,
      displayName: row.holderName,
      userPrincipalName: row.userPrincipalName,
    },
    methodId: row.methodId,
    key: {
      displayName: row.displayName,
      productName: row.productName,
      serial: row.serial,
    },
    ...{ isLast: row.isLast, state },
    // Looked after, and still there: nobody knows whether Entra was ever asked.
    code: state === 'kept' ? (row.code ?? 'graph_outcome_unknown') : row.code,
    endedAt: (becameAt ?? row.endedAt)?.toISOString() ?? null,
  };
}

/** How many keys of each removal stand how, by removal; of one without keys nothing is known. */
export async function countKeys(
  queries: Queries,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Removal['counts']>> {
  if (ids.length === 0) return new Map();
  const { keyRemovalId, code } = bulkRemovalKeys;
  const counted = (which: SQL) => sql<number>`count(*) filter (where ${which})::int`;
  const rows = await queries
    .select({
      removalId: bulkRemovalKeys.removalId,
      waiting: counted(sql`${keyRemovalId} is null and ${code} is null`),
      left: counted(sql`${keyRemovalId} is null and ${code} is not null`),
      asked: counted(sql`${keyRemovals.state} = 'asked'`),
      removed: counted(sql`${keyRemovals.state} = 'done'`),
      kept: counted(sql`${keyRemovals.state} = 'kept'`),
    })
    .from(bulkRemovalKeys)
    .leftJoin(keyRemovals, eq(keyRemovals.id, keyRemovalId))
    .where(inArray(bulkRemovalKeys.removalId, [...ids]))
    .groupBy(bulkRemovalKeys.removalId);
  return new Map(rows.map(({ removalId, ...counts }) => [removalId, counts]));
}

const NO_KEYS = { waiting: 0, left: 0, asked: 0, removed: 0, kept: 0 };

/** A removal as the API shows it. */
export function removalView(
  row: RemovalRow,
  counts: Removal['counts'] | undefined,
  now: Date,
): Removal {
  const isDue = row.dueAt !== null && row.dueAt <= now;
  return {
    ...{ id: row.id, reason: row.reason },
    state: row.state === 'started' ? (isDue ? 'running' : 'waiting') : row.state,
    createdBy: { id: row.createdById, displayName: row.createdByName },
    createdAt: row.createdAt.toISOString(),
    startedBy: somebody(row.startedById, row.startedByName),
    dueAt: row.dueAt?.toISOString() ?? null,
    stoppedBy: somebody(row.stoppedById, row.stoppedByName),
    endedAt: row.endedAt?.toISOString() ?? null,
    counts: counts ?? NO_KEYS,
  };
}

function somebody(id: string | null, displayName: string | null): Removal['startedBy'] {
  return id === null ? null : { id, displayName };
}

/** All removals, newest first. */
export async function listRemovals(queries: Queries, now: Date): Promise<Removal[]> {
  const rows = await queries
    .select()
    .from(bulkRemovals)
    .orderBy(desc(bulkRemovals.createdAt))
    .limit(MOST_SHOWN);
  const counts = await countKeys(
    queries,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => removalView(row, counts.get(row.id), now));
}
