import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { vacuumEscrow } from '#bff/escrow/destroyPin.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { KeyTakenAway, TakeAwayKey } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import {
  type AskedRemoval,
  checkWhatWasSeen,
  lockOwnKeys,
  usableAmong,
  writeRemoval,
} from './askRemoval.ts';
import { endSessions, removeFromEntra } from './carryOut.ts';
import type { OwnKeyParts } from './ownKeyParts.ts';

const GUARDED = { removed: 'takeAwayOwn', lost: 'loseOwn' } as const;

/**
 * Takes one of somebody's own keys away by their word. What is not known to be over stays in the books, and the background job looks
 * after it; so a lost key is answered for, whatever Entra says now.
 * @throws AppError of the guard; `keys_changed`, `last_key`, `audit_unavailable`; for `removed` what Entra refuses with.
 */
export async function takeAway(
  parts: OwnKeyParts,
  why: 'removed' | 'lost',
  body: TakeAwayKey,
  actor: Actor,
): Promise<KeyTakenAway> {
  const now = await parts.guard.checkNow(GUARDED[why], actor.id.toLowerCase(), actor);
  const holder = { ...now, usable: await usableAmong(parts, now) };
  const asked = await parts.store.transaction(async (queries) => {
    await lockOwnKeys(queries, holder.person.id);
    await checkWhatWasSeen(parts, queries, holder, body);
    const wanted = { methodId: body.methodId, why };
    const written = await writeRemoval(parts, queries, holder, wanted, actor);
    if (why === 'lost') await tellOfLoss(parts, queries, written, actor);
    return written;
  });
  const end = await removeFromEntra(parts, asked.row, actor);
  if (why === 'removed' && end.kind === 'kept') {
    throw new AppError(end.code, 'Entra did not remove the key');
  }
  const sessions = await endSessions(parts, asked.row, actor);
  if (asked.isPinDestroyed) await vacuumEscrow(parts);
  const isLost = why === 'lost';
  const told = isLost && parts.mails.people ? asked.operator : null;
  return {
    key: keyWord(end.kind),
    pin: asked.isPinDestroyed ? 'destroyed' : 'none',
    sessions: sessions === 'due' ? 'pending' : sessions,
    told: {
      operator: told !== null,
      operatorName: told?.name ?? null,
      alerts: isLost && parts.mails.alerts,
    },
  };
}

/** In the words of the answer. */
export function keyWord(kind: 'gone' | 'unknown' | 'kept' | 'later'): KeyTakenAway['key'] {
  if (kind === 'gone') return 'removed';
  return kind === 'kept' ? 'kept' : 'pending';
}

/** Whoever enrolled it and whoever gets the alerts, in the transaction that writes the loss down. */
async function tellOfLoss(
  parts: OwnKeyParts,
  queries: Queries,
  { row, operator }: AskedRemoval,
  actor: Actor,
): Promise<void> {
  const { holderId, holderName: person, enrolmentId, productName, serial } = row;
  await parts.alerts.raise(queries, {
    reason: 'keyLost',
    ...{ actorId: holderId, holderId, enrolmentId },
    ...{ keyEventId: row.id, requestId: actor.requestId },
  });
  if (operator === null) return;
  const at = row.askedAt.toISOString();
  await parts.outbox.add(queries, {
    recipientId: operator.id,
    notice: { kind: 'keyLost', key: { productName, serial }, at, person },
  });
}
