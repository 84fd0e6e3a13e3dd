import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Directory } from '#bff/graph/directory.ts';
import type { Logger } from '#bff/log/logger.ts';
import { keptRead } from '#bff/store/keptStatement.ts';
import { outbox } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';
import { AppError } from '#shared/failure/appError.ts';
import { isMailAddress } from './mailAddress.ts';
import type { SendMail } from './mailTransport.ts';
import { type NoticeSettings, renderNotice } from './renderNotice.ts';

export interface DeliveryParts {
  readonly store: Store;
  readonly directory: Pick<Directory, 'getPerson'>;
  readonly send: SendMail;
  readonly settings: NoticeSettings;
  /** Who gets the alerts; null: nobody does, by mail. */
  readonly alertAddress: string | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

type OutboxRow = typeof outbox.$inferSelect;

/** While one backend sends a mail nobody else does; if it dies, another one takes the mail after this. */
const CLAIMED_MS = 120_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;
/** A notice older than this tells nobody anything they could still act on. */
const GIVE_UP_MS = 7 * 24 * 3_600_000;

/**
 * Sends the notices whose turn it is, one after the other, until none is left or the signal says stop. At least once: a
 * backend that dies between sending and noting sends again, and a notice holds no secret. A mail system that is away
 * delays notices and nothing else.
 * @returns how many were sent.
 */
export async function deliverMail(parts: DeliveryParts, signal?: AbortSignal): Promise<number> {
  let sent = 0;
  while (signal?.aborted !== true) {
    const row = await claimNext(parts);
    if (row === undefined) break;
    if (await deliver(parts, row)) sent += 1;
  }
  return sent;
}

const nextNotice = keptRead((queries) =>
  queries
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.state, 'waiting'),
        lte(outbox.nextAttemptAt, sql.param(sql.placeholder('at'), outbox.nextAttemptAt)),
      ),
    )
    .orderBy(asc(outbox.nextAttemptAt))
    .limit(1)
    .for('update', { skipLocked: true }),
);

/** Takes the next notice for a while: backends that ask at the same time get different ones. */
async function claimNext({ store, now }: DeliveryParts): Promise<OutboxRow | undefined> {
  return store.transaction(async (queries) => {
    const at = new Date(now());
    const [row] = await queries.run(nextNotice, { at });
    if (row === undefined) return undefined;
    const claim = {
      attempts: row.attempts + 1,
      nextAttemptAt: new Date(at.getTime() + CLAIMED_MS),
    };
    await queries.update(outbox).set(claim).where(eq(outbox.id, row.id));
    return { ...row, ...claim };
  });
}

async function deliver(parts: DeliveryParts, row: OutboxRow): Promise<boolean> {
  const { log, settings } = parts;
  const about = { action: row.notice.kind, attempt: row.attempts, ...userOf(row) };
  try {
    const recipient = await recipientOf(parts, row);
    if (recipient === null) {
      await end(parts, row, 'dropped');
      log.warn('mail_dropped', { ...about, reason: 'no_address' });
      return false;
    }
    const rendered = renderNotice(row.notice, recipient.name, settings);
    await parts.send({ id: row.id, to: recipient.address, ...rendered });
    await end(parts, row, 'sent');
    log.info('mail_sent', about);
    return true;
  } catch (error) {
    const isLate = parts.now() - row.createdAt.getTime() > GIVE_UP_MS;
    await (isLate ? end(parts, row, 'dropped') : putOff(parts, row));
    const reason = isLate ? 'too_late' : reasonOf(error);
    log.warn(isLate ? 'mail_dropped' : 'mail_failed', { ...about, reason });
    return false;
  }
}

/** Null: there is nowhere to send it. The address is the directory's, asked for now, never one that came in a request. */
async function recipientOf(
  { directory, alertAddress }: DeliveryParts,
  { recipientId }: OutboxRow,
): Promise<{ address: string; name: string | null } | null> {
  if (recipientId === null) {
    return alertAddress === null ? null : { address: alertAddress, name: null };
  }
  try {
    const { mail, displayName } = await directory.getPerson(recipientId, { class: 'sync' });
    return mail !== null && isMailAddress(mail) ? { address: mail, name: displayName } : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'user_not_found') return null;
    throw error;
  }
}

/** Only if the claim still is ours: after a long sleep another backend may have taken the notice. */
async function end({ store, now }: DeliveryParts, row: OutboxRow, state: 'sent' | 'dropped') {
  await store.read((queries) =>
    queries
      .update(outbox)
      .set({ state, endedAt: new Date(now()) })
      .where(and(eq(outbox.id, row.id), eq(outbox.attempts, row.attempts))),
  );
}

async function putOff({ store, now }: DeliveryParts, row: OutboxRow): Promise<void> {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (row.attempts - 1), LONGEST_PAUSE_MS);
  await store.read((queries) =>
    queries
      .update(outbox)
      .set({ nextAttemptAt: new Date(now() + pause) })
      .where(and(eq(outbox.id, row.id), eq(outbox.attempts, row.attempts))),
  );
}

function userOf({ recipientId }: OutboxRow) {
  return recipientId === null ? {} : { userId: recipientId };
}

/** A word for the log: a failure code, or the mail library's own kind of trouble; no text of anybody's. */
function reasonOf(error: unknown): string {
  if (!(error instanceof AppError)) return 'internal';
  const { cause } = error;
  const isKind =
    cause instanceof Error &&
    'code' in cause &&
    typeof cause.code === 'string' &&
    /^E[A-Z]{2,20}$/.test(cause.code);
  return isKind ? String(cause.code) : error.code;
}
