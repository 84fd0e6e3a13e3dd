import { asc, eq, lte } from 'drizzle-orm';
import { keyRemovals } from '#bff/store/ownKeyTables.ts';
import { end, endSessions, isGone, isGoneAfter, removeFromEntra, settleGone } from './carryOut.ts';
import { type KeyRemovalRow, type OwnKeyParts, staleMs } from './ownKeyParts.ts';
import { carriedOnBy, intentOf, outcomeOf } from './removalAudit.ts';

const LONGEST_PAUSE_MS = 3_600_000;

/**
 * Looks after keys that were asked to be taken away and whose end is not known. What is gone is gone; what is still there and lost, or not
 * its holder's, is asked for once more; what somebody only wanted removed, or removed with many others, is theirs to ask for again.
 * @returns how many were looked after.
 */
export async function settleRemovals(parts: OwnKeyParts, signal?: AbortSignal): Promise<number> {
  let settled = 0;
  while (signal?.aborted !== true) {
    const row = await takeDue(parts);
    if (row === undefined) break;
    await settle(parts, row);
    settled += 1;
  }
  return settled;
}

/** Takes one for a while: another backend gets another one. */
function takeDue(parts: OwnKeyParts): Promise<KeyRemovalRow | undefined> {
  return parts.store.transaction(async (queries) => {
    const now = parts.now();
    const [row] = await queries
      .select()
      .from(keyRemovals)
      .where(lte(keyRemovals.nextTryAt, new Date(now)))
      .orderBy(asc(keyRemovals.nextTryAt))
      .limit(1)
      .for('update', { skipLocked: true });
    if (row === undefined) return undefined;
    const pauseMs = Math.min(staleMs(parts) * 2 ** row.attempts, LONGEST_PAUSE_MS);
    await queries
      .update(keyRemovals)
      .set({ attempts: row.attempts + 1, nextTryAt: new Date(now + pauseMs) })
      .where(eq(keyRemovals.id, row.id));
    return row;
  });
}

async function settle(parts: OwnKeyParts, row: KeyRemovalRow): Promise<void> {
  const actor = carriedOnBy(row);
  if (row.state === 'asked') await settleKey(parts, row);
  await endSessions(parts, row, actor);
}

async function settleKey(parts: OwnKeyParts, row: KeyRemovalRow): Promise<void> {
  const actor = carriedOnBy(row);
  if (await isGone(parts, row)) return settleGone(parts, row, actor, {});
  const intent = intentOf(row, actor);
  if (isGoneAfter(row)) {
    await parts.store.transaction((queries) => parts.audit.append(queries, intent));
    await removeFromEntra(parts, row, actor);
    return;
  }
  await parts.store.transaction(async (queries) => {
    await end(parts, queries, row, 'kept');
    await parts.audit.append(queries, outcomeOf(intent, 'graph_outcome_unknown'));
  });
}
