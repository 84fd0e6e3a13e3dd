import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { destroyPin } from '#bff/escrow/destroyPin.ts';
import { onlyRow } from '#bff/store/onlyRow.ts';
import { keyRemovals } from '#bff/store/ownKeyTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments } from '#bff/store/schema.ts';
import type { KeyRemovalWhy, Passkey, Person, TakeAwayKey } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import { leavingKeys } from './leavingKeys.ts';
import { nameOfKey } from './nameOfKey.ts';
import { type KeyRemovalRow, type OwnKeyParts, staleMs } from './ownKeyParts.ts';
import { intentOf } from './removalAudit.ts';
import { usableOf } from './usableOf.ts';

/** First half of the advisory lock's key, so that no other use of such locks meets ours. */
const OWN_KEY_LOCKS = 7_420;

/** Of everything that one person does to their own keys one thing at a time, until the transaction ends. */
export async function lockOwnKeys(queries: Queries, holderId: string): Promise<void> {
  await queries.execute(
    sql`select pg_advisory_xact_lock(${OWN_KEY_LOCKS}::int, hashtext(${holderId}))`,
  );
}

/** Whose keys they are, as the directory has them now. */
interface Holder {
  readonly person: Person;
  readonly passkeys: readonly Passkey[];
}

/** The ids of the keys that work, asked for before anything is locked. */
export async function usableAmong(
  parts: Pick<OwnKeyParts, 'directory'>,
  { person, passkeys }: Holder,
): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    passkeys.map(async (one) =>
      (await usableOf(parts, person.id, one)) === 'yes' ? [one.id] : [],
    ),
  );
  return new Set(found.flat());
}

/**
 * Says no to whoever saw something else than there is, and to the loss of the last key that works without a word about it.
 * In the transaction that writes the removal down, under {@link lockOwnKeys}: of two at once the second sees the first.
 * @throws AppError `keys_changed`, `last_key`.
 */
export async function checkWhatWasSeen(
  parts: OwnKeyParts,
  queries: Queries,
  holder: Holder & { readonly usable: ReadonlySet<string> },
  { methodId, seen, isLast }: TakeAwayKey,
): Promise<void> {
  const { leaving } = await leavingKeys(parts, queries, holder.person.id);
  const there = holder.passkeys.filter(({ id }) => !leaving.has(id));
  const isSame = there.length === new Set(seen).size && there.every(({ id }) => seen.includes(id));
  if (!isSame || !there.some(({ id }) => id === methodId)) {
    throw new AppError('keys_changed', 'the keys are not those that were seen');
  }
  const isOneLeft = there.some(({ id }) => id !== methodId && holder.usable.has(id));
  if (isLast !== true && !isOneLeft) {
    throw new AppError('last_key', 'no key that works would be left, and nobody said yes to that');
  }
}

/** What is begun with a removal, and told of it. */
export interface AskedRemoval {
  readonly row: KeyRemovalRow;
  readonly isPinDestroyed: boolean;
  /** Who set the key up; null where it was not enrolled here, or by its holder. */
  readonly operator: { readonly id: string; readonly name: string | null } | null;
}

/**
 * Writes a removal down before Entra is asked: the intent, and the end of the PIN of a key that is lost or not theirs. In the caller's
 * transaction.
 */
export async function writeRemoval(
  parts: OwnKeyParts,
  queries: Queries,
  { person, passkeys }: Holder,
  { methodId, why }: { readonly methodId: string; readonly why: KeyRemovalWhy },
  actor: Actor,
): Promise<AskedRemoval> {
  const at = new Date(parts.now());
  const { key, enrolmentId } = await nameOfKey(queries, person.id, methodId, passkeys);
  const isHarm = why === 'lost' || why === 'reported';
  const asked =
    why === 'bulk'
      ? {
          ...{ askedById: actor.id, askedByName: actor.displayName ?? null },
          approvalId: actor.approvalId ?? null,
        }
      : {};
  const rows = await queries
    .insert(keyRemovals)
    .values({
      id: parts.newId(),
      holderId: person.id,
      holderName: person.displayName,
      userPrincipalName: person.userPrincipalName,
      ...{ methodId, why, enrolmentId, ...key, ...asked },
      requestId: actor.requestId,
      state: 'asked',
      sessions: isHarm && parts.sessions !== null ? 'due' : 'off',
      askedAt: at,
      // Should nobody come back from asking Entra, the background job takes it up.
      nextTryAt: new Date(at.getTime() + staleMs(parts)),
    })
    .returning();
  const row = onlyRow(rows);
  await parts.audit.append(queries, intentOf(row, actor));
  const isPinDestroyed = isHarm && (await destroyPinOf(parts, queries, row, actor));
  return { row, isPinDestroyed, operator: await operatorOf(queries, enrolmentId, person.id) };
}

/** The PIN of a key that somebody else may have. @returns whether there was one to destroy. */
export async function destroyPinOf(
  parts: OwnKeyParts,
  queries: Queries,
  { enrolmentId }: Pick<KeyRemovalRow, 'enrolmentId'>,
  actor: Actor,
): Promise<boolean> {
  if (enrolmentId === null) return false;
  return destroyPin(parts, queries, enrolmentId, new Date(parts.now()), {
    actorId: actor.id,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
  });
}

async function operatorOf(
  queries: Queries,
  enrolmentId: string | null,
  holderId: string,
): Promise<AskedRemoval['operator']> {
  if (enrolmentId === null) return null;
  const [row] = await queries
    .select({ id: enrolments.operatorId, name: enrolments.operatorName })
    .from(enrolments)
    .where(eq(enrolments.id, enrolmentId));
  return row === undefined || row.id === holderId ? null : row;
}
