import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { countRemoval, RemovalsLimited } from '#bff/enrolment/removalCaps.ts';
import { directoryFor } from '#bff/graph/directory.ts';
import type { PersonNow } from '#bff/guard/targetGuard.ts';
import { lockOwnKeys, writeRemoval } from '#bff/myKeys/askRemoval.ts';
import { removeFromEntra } from '#bff/myKeys/carryOut.ts';
import { isLastOf, readWorking, type WorkingKeys } from '#bff/myKeys/lastUsable.ts';
import { leavingKeys } from '#bff/myKeys/leavingKeys.ts';
import type { KeyRemovalRow } from '#bff/myKeys/ownKeyParts.ts';
import { bulkRemovalKeys, bulkRemovals } from '#bff/store/bulkRemovalTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { EnrolmentHold } from '#bff/store/store.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { wholeOf } from './bulkRemovalAudit.ts';
import type { RemovalKeyRow, RemovalParts, RemovalRow } from './removalParts.ts';

/** These say nothing of the person: the key has its turn again. */
const PASSES: readonly FailureCode[] = [
  'graph_throttled',
  'graph_unavailable',
  'graph_unauthorized',
  'database_unavailable',
  'database_restored',
  'audit_unavailable',
];

/** `next`: there may be more. `later`: as much was removed as may be in a minute. `over`: it was stopped, or nothing is left. */
export type Turn = 'next' | 'later' | 'over';

/**
 * Takes the next key of a removal away, by the one backend that holds it. All that speaks against it is asked at this moment: the guard,
 * the limits of who started it, and whether it is the last key that works.
 * @throws AppError where nobody can tell now: nothing was done, and it is asked again.
 */
export async function removeNext(
  parts: RemovalParts,
  hold: EnrolmentHold,
  removal: RemovalRow,
  actor: Actor,
): Promise<Turn> {
  const [item] = await hold.queries
    .select()
    .from(bulkRemovalKeys)
    .where(
      and(
        ...[eq(bulkRemovalKeys.removalId, removal.id), isNull(bulkRemovalKeys.code)],
        isNull(bulkRemovalKeys.keyRemovalId),
      ),
    )
    .orderBy(asc(bulkRemovalKeys.position))
    .limit(1);
  if (item === undefined) {
    await finish(parts, hold, removal, actor);
    return 'over';
  }
  const directory = directoryFor(parts.directory, { class: 'bulk', operator: actor.id });
  const looked = await look(parts, removal, item, actor);
  if (typeof looked === 'string') return leave(parts, hold, item, actor, looked);
  const working = await readWorking(
    { directory },
    { holderId: item.holderId, passkeys: looked.passkeys },
  );
  const begun = await hold.transaction((queries) =>
    begin(parts, queries, { removal, item, now: looked, working }, actor),
  );
  if (typeof begun === 'string') return begun;
  const end = await removeFromEntra(parts, begun, actor);
  if (end.kind === 'kept') {
    await hold.transaction(async (queries) => {
      await queries.update(bulkRemovalKeys).set({ code: end.code }).where(isItem(item));
    });
  }
  return 'next';
}

/** The holder and their keys as they are now, or why theirs is not touched. */
async function look(
  { guard }: RemovalParts,
  { approvalId }: RemovalRow,
  { holderId }: RemovalKeyRow,
  actor: Actor,
): Promise<PersonNow | FailureCode> {
  try {
    return await guard.checkNow('removeKey', holderId, actor, { isApproved: approvalId !== null });
  } catch (error) {
    if (!(error instanceof AppError) || PASSES.includes(error.code)) throw error;
    // They got power since, and nobody approved that.
    return error.code === 'approval_needed' ? 'user_protected' : error.code;
  }
}

interface Going {
  readonly removal: RemovalRow;
  readonly item: RemovalKeyRow;
  readonly now: PersonNow;
  readonly working: WorkingKeys;
}

/** Writes down that Entra is asked, unless something speaks against it. */
async function begin(
  parts: RemovalParts,
  queries: Queries,
  { removal, item, now, working }: Going,
  actor: Actor,
): Promise<KeyRemovalRow | Turn> {
  const { holderId, methodId } = item;
  const [started] = await queries
    .select({ id: bulkRemovals.id })
    .from(bulkRemovals)
    .where(and(eq(bulkRemovals.id, removal.id), eq(bulkRemovals.state, 'started')))
    .for('share');
  if (started === undefined) return 'over';
  // What its holder does to their keys at this moment waits, or is seen.
  await lockOwnKeys(queries, holderId);
  const { leaving, taken } = await leavingKeys(parts, queries, holderId);
  const keep = async (code: FailureCode): Promise<Turn> => {
    await writeLeft(parts, queries, item, actor, code);
    return 'next';
  };
  if (taken.has(methodId) || !working.has(methodId)) return keep('graph_not_found');
  const isApprovedLast = item.isLast && removal.approvalId !== null;
  if (!isApprovedLast && isLastOf(working, leaving, methodId)) return keep('last_key');
  try {
    const counted = { id: removal.id, state: { operatorId: actor.id } };
    await countRemoval(parts, queries, counted, methodId);
  } catch (error) {
    if (!(error instanceof RemovalsLimited)) throw error;
    return error.until === null ? keep(error.code) : 'later';
  }
  const { row } = await writeRemoval(parts, queries, now, { methodId, why: 'bulk' }, actor);
  await queries.update(bulkRemovalKeys).set({ keyRemovalId: row.id }).where(isItem(item));
  return row;
}

async function leave(
  parts: RemovalParts,
  hold: EnrolmentHold,
  item: RemovalKeyRow,
  actor: Actor,
  code: FailureCode,
): Promise<Turn> {
  await hold.transaction((queries) => writeLeft(parts, queries, item, actor, code));
  return 'next';
}

async function writeLeft(
  { audit, now }: RemovalParts,
  queries: Queries,
  item: RemovalKeyRow,
  actor: Actor,
  code: FailureCode,
): Promise<void> {
  const { removalId, holderId, methodId } = item;
  await queries
    .update(bulkRemovalKeys)
    .set({ code, endedAt: new Date(now()) })
    .where(isItem(item));
  const said = { action: 'removeKey', removalId, actor, holderId, detail: { methodId } };
  await audit.append(queries, ...wholeOf(said, code));
}

async function finish(
  { audit, now }: RemovalParts,
  hold: EnrolmentHold,
  { id: removalId }: RemovalRow,
  actor: Actor,
): Promise<void> {
  await hold.transaction(async (queries) => {
    const done = await queries
      .update(bulkRemovals)
      .set({ state: 'done', endedAt: new Date(now()) })
      .where(and(eq(bulkRemovals.id, removalId), eq(bulkRemovals.state, 'started')))
      .returning({ id: bulkRemovals.id });
    if (done.length === 0) return;
    await audit.append(queries, ...wholeOf({ action: 'finishRemoval', removalId, actor }));
  });
}

function isItem({ removalId, position }: Pick<RemovalKeyRow, 'removalId' | 'position'>) {
  return and(eq(bulkRemovalKeys.removalId, removalId), eq(bulkRemovalKeys.position, position));
}
