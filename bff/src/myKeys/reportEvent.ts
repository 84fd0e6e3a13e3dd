import { and, eq } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { vacuumEscrow } from '#bff/escrow/destroyPin.ts';
import type { PersonNow } from '#bff/guard/targetGuard.ts';
import { HttpFailure } from '#bff/http/httpFailure.ts';
import { writeSuspension } from '#bff/operator/operatorDesk.ts';
import { onlyRow } from '#bff/store/onlyRow.ts';
import { keyEvents, keyRemovals } from '#bff/store/ownKeyTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { KeyEventReported } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import { destroyPinOf, lockOwnKeys, writeRemoval } from './askRemoval.ts';
import { endSessions, removeFromEntra } from './carryOut.ts';
import { REPORTABLE_MS, reportsLeft } from './keyEventList.ts';
import { type KeyRemovalRow, type OwnKeyParts, staleMs } from './ownKeyParts.ts';
import { intentOf, outcomeOf } from './removalAudit.ts';
import { keyWord } from './takeAway.ts';

type KeyEventRow = typeof keyEvents.$inferSelect;

/** What a report sets off; `row` where a key is taken away or sessions are ended by it. */
interface Reported {
  readonly row: KeyRemovalRow;
  readonly isPinDestroyed: boolean;
  readonly key: 'asked' | 'pending' | 'gone';
  readonly isOperatorSuspended: boolean;
}

/**
 * "This was not me", said of what happened to one's own keys: the key goes, its PIN is destroyed, the operator behind it is stopped where the
 * settings say so, and admins are alerted. All but the word to Entra is one transaction.
 * @throws AppError of the guard; `not_found` for what is not the holder's or too old, `already_reported`, `reports_limited`.
 */
export async function reportEvent(
  parts: OwnKeyParts,
  eventId: string,
  actor: Actor,
): Promise<KeyEventReported> {
  const holderId = actor.id.toLowerCase();
  const now = await parts.guard.checkNow('disownOwn', holderId, actor);
  const reported = await parts.store.transaction(async (queries) => {
    await lockOwnKeys(queries, holderId);
    const event = await takeEvent(parts, queries, eventId, holderId);
    const removal = await takeKeyAway(parts, queries, now, event, actor);
    await parts.alerts.raise(queries, {
      reason: 'notMe',
      ...{ actorId: holderId, holderId, enrolmentId: event.enrolmentId },
      ...{ keyEventId: event.id, requestId: actor.requestId },
    });
    const isOperatorSuspended = await stopOperator(parts, queries, event, actor);
    return { ...removal, isOperatorSuspended };
  });
  const key =
    reported.key === 'asked'
      ? keyWord((await removeFromEntra(parts, reported.row, actor)).kind)
      : reported.key;
  const sessions = await endSessions(parts, reported.row, actor);
  if (reported.isPinDestroyed) await vacuumEscrow(parts);
  return {
    key,
    pin: reported.isPinDestroyed ? 'destroyed' : 'none',
    sessions: sessions === 'due' ? 'pending' : sessions,
    isOperatorSuspended: reported.isOperatorSuspended,
    alerts: parts.mails.alerts,
  };
}

/** Marks it as reported. */
async function takeEvent(
  parts: OwnKeyParts,
  queries: Queries,
  eventId: string,
  holderId: string,
): Promise<KeyEventRow> {
  const now = parts.now();
  const [event] = await queries
    .select()
    .from(keyEvents)
    .where(and(eq(keyEvents.id, eventId), eq(keyEvents.holderId, holderId)));
  if (event === undefined || event.at.getTime() <= now - REPORTABLE_MS) {
    throw new AppError('not_found', 'nothing like that happened to their keys lately');
  }
  if (event.reportedAt !== null) throw new AppError('already_reported', 'reported before');
  if ((await reportsLeft(queries, holderId, now)) === 0) {
    throw new HttpFailure('reports_limited', 'as many reports as one may make in a day');
  }
  const marked = await queries
    .update(keyEvents)
    .set({ reportedAt: new Date(now) })
    .where(eq(keyEvents.id, eventId))
    .returning();
  return onlyRow(marked);
}

/** The key that was bound goes, unless it is gone or on its way; what is there to do beside it stands in the same row. */
async function takeKeyAway(
  parts: OwnKeyParts,
  queries: Queries,
  now: PersonNow,
  { kind, methodId, holderId, at }: KeyEventRow,
  actor: Actor,
): Promise<Pick<Reported, 'row' | 'isPinDestroyed' | 'key'>> {
  const [open] = await queries
    .select()
    .from(keyRemovals)
    .where(
      and(
        eq(keyRemovals.holderId, holderId),
        eq(keyRemovals.methodId, methodId),
        eq(keyRemovals.state, 'asked'),
      ),
    );
  if (open !== undefined) {
    // What the holder asked for without this word goes on as a key that is not theirs.
    const sessions = open.sessions === 'off' && parts.sessions !== null ? 'due' : open.sessions;
    const said = await queries
      .update(keyRemovals)
      .set({ why: 'reported', sessions })
      .where(eq(keyRemovals.id, open.id))
      .returning();
    const row = onlyRow(said);
    await parts.audit.append(queries, intentOf(row, actor));
    const isPinDestroyed = await destroyPinOf(parts, queries, row, actor);
    return { row, isPinDestroyed, key: 'pending' };
  }
  const asked = await writeRemoval(parts, queries, now, { methodId, why: 'reported' }, actor);
  const { row, isPinDestroyed } = asked;
  // A key this young may be missing from the answer.
  const isOld = at.getTime() < parts.now() - staleMs(parts);
  const isListed = now.passkeys.some(({ id }) => id === methodId);
  if (kind === 'bound' && (isListed || !isOld)) return { row, isPinDestroyed, key: 'asked' };
  const ended = await queries
    .update(keyRemovals)
    .set({
      state: 'done',
      endedAt: new Date(parts.now()),
      ...(row.sessions !== 'due' && { nextTryAt: null }),
    })
    .where(eq(keyRemovals.id, row.id))
    .returning();
  await parts.audit.append(queries, outcomeOf(intentOf(row, actor), 'ok'));
  return { row: onlyRow(ended), isPinDestroyed, key: 'gone' };
}

/** Stops who did it, if that was somebody else and the settings say so. */
async function stopOperator(
  parts: OwnKeyParts,
  queries: Queries,
  { actorId, holderId }: KeyEventRow,
  actor: Actor,
): Promise<boolean> {
  if (!parts.suspendsReported || actorId === null || actorId === holderId) return false;
  await writeSuspension(parts, queries, actorId, actor);
  return true;
}
