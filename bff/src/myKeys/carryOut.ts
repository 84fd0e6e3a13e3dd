import { and, eq, ne } from 'drizzle-orm';
import type { AuditFacts } from '#bff/enrolment/openEnrolment.ts';
import { passkeysOf } from '#bff/enrolment/passkeysOf.ts';
import { deletePasskey, REFUSED_FOR_GOOD } from '#bff/enrolment/removeOldKey.ts';
import { type EndedSessions, keyRemovals } from '#bff/store/ownKeyTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import { inventory } from '#bff/store/schema.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { noteKeyEvent } from './noteKeyEvent.ts';
import type { KeyRemovalRow, OwnKeyParts } from './ownKeyParts.ts';
import { intentOf, outcomeOf, type RemovalActor } from './removalAudit.ts';

/** What became of the key. `unknown`: Entra may have done it. */
export type RemovalEnd =
  | { readonly kind: 'gone' | 'unknown' }
  | { readonly kind: 'kept' | 'later'; readonly code: FailureCode };

/**
 * Asks Entra to take a key away, once, whose intent is in the audit. A DELETE whose end is unknown is looked after, and not repeated here:
 * who sees the key still there sees it perhaps as it was.
 */
export async function removeFromEntra(
  parts: OwnKeyParts,
  row: KeyRemovalRow,
  actor: RemovalActor,
): Promise<RemovalEnd> {
  try {
    await settleGone(parts, row, actor, await deletePasskey(parts, row.holderId, row.methodId));
    return { kind: 'gone' };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const { code } = error;
    if (code === 'user_not_found') {
      await settleGone(parts, row, actor, {});
      return { kind: 'gone' };
    }
    const isUnknown = code === 'graph_outcome_unknown';
    if (isUnknown && (await isGone(parts, row))) {
      await settleGone(parts, row, actor, {});
      return { kind: 'gone' };
    }
    // Who pressed Remove can press it again; what is lost or not theirs is gone after until it is gone.
    const isOver = !isUnknown && (!isGoneAfter(row) || REFUSED_FOR_GOOD.includes(code));
    await parts.store.transaction(async (queries) => {
      if (isOver) await end(parts, queries, row, 'kept');
      await parts.audit.append(
        queries,
        outcomeOf(intentOf(row, actor), code, error.requestId ?? null),
      );
    });
    if (isUnknown) return { kind: 'unknown' };
    return { kind: isOver ? 'kept' : 'later', code };
  }
}

/** What is lost, or not its holder's, is asked for until it is gone. Of anything else nothing is asked twice. */
export function isGoneAfter({ why }: Pick<KeyRemovalRow, 'why'>): boolean {
  return why === 'lost' || why === 'reported';
}

/** Whether the directory has let it go; no answer is no. */
export async function isGone(
  parts: Pick<OwnKeyParts, 'directory'>,
  { holderId, methodId }: Pick<KeyRemovalRow, 'holderId' | 'methodId'>,
): Promise<boolean> {
  try {
    return !(await passkeysOf(parts, holderId)).some(({ id }) => id === methodId);
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** The key is gone: the books say so, and its holder hears of it. Once, whoever notices first. */
export async function settleGone(
  parts: OwnKeyParts,
  row: KeyRemovalRow,
  actor: RemovalActor,
  { graphRequestId = null }: { readonly graphRequestId?: AuditFacts['graphRequestId'] | null },
): Promise<void> {
  const { holderId, methodId, enrolmentId, productName, serial, why } = row;
  const by =
    why === 'bulk'
      ? { actorId: row.askedById, actorName: row.askedByName }
      : { actorId: holderId, actorName: null };
  await parts.store.transaction(async (queries) => {
    if (!(await end(parts, queries, row, 'done'))) return;
    await queries
      .update(inventory)
      .set({ state: 'gone' })
      .where(and(eq(inventory.holderId, holderId), eq(inventory.methodId, methodId)));
    await noteKeyEvent(parts, queries, {
      kind: 'removed',
      ...{ holderId, methodId, enrolmentId, key: { productName, serial } },
      ...{ how: why, ...by },
    });
    await parts.audit.append(queries, outcomeOf(intentOf(row, actor), 'ok', graphRequestId));
  });
}

/** Ends a removal that has not ended. What somebody calls theirs no longer since is not kept by what was asked before. */
export async function end(
  { now }: Pick<OwnKeyParts, 'now'>,
  queries: Queries,
  { id, sessions, why }: Pick<KeyRemovalRow, 'id' | 'sessions' | 'why'>,
  state: 'done' | 'kept',
): Promise<boolean> {
  const ended = await queries
    .update(keyRemovals)
    .set({
      state,
      endedAt: new Date(now()),
      ...(sessions !== 'due' && { nextTryAt: null }),
    })
    .where(
      and(
        ...[eq(keyRemovals.id, id), eq(keyRemovals.state, 'asked')],
        state === 'kept' ? eq(keyRemovals.why, why) : undefined,
      ),
    )
    .returning({ id: keyRemovals.id });
  return ended.length > 0;
}

/** Ends the sign-in sessions of somebody whose key is lost or not theirs, where the settings say so. */
export async function endSessions(
  parts: OwnKeyParts,
  row: KeyRemovalRow,
  actor: RemovalActor,
): Promise<EndedSessions> {
  if (row.sessions !== 'due') return row.sessions;
  // The settings may have changed since it was written down.
  if (parts.sessions === null) {
    await parts.store.transaction((queries) => noteSessions(queries, row, 'off'));
    return 'off';
  }
  const intent = intentOf(row, actor, 'revokeSessions');
  await parts.store.transaction((queries) => parts.audit.append(queries, intent));
  let result = 'ok';
  try {
    await parts.sessions.endSessions(row.holderId, { class: 'revoke' });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    result = error.code;
  }
  const isRefused = REFUSED_FOR_GOOD.some((code) => code === result);
  const sessions = result === 'ok' ? 'ended' : isRefused ? 'refused' : 'due';
  await parts.store.transaction(async (queries) => {
    await noteSessions(queries, row, sessions);
    await parts.audit.append(queries, outcomeOf(intent, result));
  });
  return sessions;
}

/** With nothing left to do, there is no next try. */
async function noteSessions(
  queries: Queries,
  { id }: Pick<KeyRemovalRow, 'id'>,
  sessions: EndedSessions,
): Promise<void> {
  await queries.update(keyRemovals).set({ sessions }).where(eq(keyRemovals.id, id));
  if (sessions === 'due') return;
  await queries
    .update(keyRemovals)
    .set({ nextTryAt: null })
    .where(and(eq(keyRemovals.id, id), ne(keyRemovals.state, 'asked')));
}
