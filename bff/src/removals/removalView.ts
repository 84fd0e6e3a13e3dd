import { asc, desc, eq, getTableColumns, inArray } from 'drizzle-orm';
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

/** The keys of some removals, by removal, in their order. */
export async function readKeys(
  queries: Queries,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly KeyToRemove[]>> {
  if (ids.length === 0) return new Map();
  const rows = await queries
    .select({
      ...getTableColumns(bulkRemovalKeys),
      became: keyRemovals.state,
      becameAt: keyRemovals.endedAt,
    })
    .from(bulkRemovalKeys)
    .leftJoin(keyRemovals, eq(keyRemovals.id, bulkRemovalKeys.keyRemovalId))
    .where(inArray(bulkRemovalKeys.removalId, [...ids]))
    .orderBy(asc(bulkRemovalKeys.position));
  const keys = new Map<string, KeyToRemove[]>(ids.map((id) => [id, []]));
  for (const { removalId, ...row } of rows) keys.get(removalId)?.push(keyView(row));
  return keys;
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
    key: { productName: row.productName, serial: row.serial },
    ...{ isLast: row.isLast, state },
    // Looked after, and still there: nobody knows whether Entra was ever asked.
    code: state === 'kept' ? (row.code ?? 'graph_outcome_unknown') : row.code,
    endedAt: (becameAt ?? row.endedAt)?.toISOString() ?? null,
  };
}

/** A removal as the API shows it. */
export function removalView(row: RemovalRow, keys: readonly KeyToRemove[], now: Date): Removal {
  const count = (state: KeyToRemove['state']) => keys.filter((one) => one.state === state).length;
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
    counts: {
      ...{ waiting: count('waiting'), left: count('left'), asked: count('asked') },
      ...{ removed: count('removed'), kept: count('kept') },
    },
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
  const keys = await readKeys(
    queries,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => removalView(row, keys.get(row.id) ?? [], now));
}
