import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, inventory, journal } from '#bff/store/schema.ts';
import type { NextInBatch, PluggedKey } from '#shared/api/index.ts';
import { type KeyIdentity, keyLock } from '#shared/enrolment/keyIdentity.ts';
import { AppError } from '#shared/failure/appError.ts';

/** Names a key among the claims of a batch: by its serial, else by this one plug. */
export function claimKeyOf({ session, observation }: PluggedKey): string {
  return keyLock(observation.identity) ?? `plug:${session.toLowerCase()}`;
}

/**
 * Finds what this key is at in this batch already.
 * @returns the enrolment that this operator has open with it, or null when the key is free.
 * @throws AppError `key_used_in_batch`: another operator is at it, or for another person, or it was enrolled here;
 * `key_in_use_elsewhere`: an enrolment outside of the batch is open with it.
 *
 * A key without a serial is known by its plug while that lasts, and afterwards by the passkeys that the page found on it
 * (`holds`). Where nobody knows those, one with a PIN whose AAGUID and fingerprint are those of a key that was used here
 * may be that one: `key_looks_used`, until a person says that it is another. A used key has a PIN, a fresh one has none.
 * What cannot be known: a key without a serial that was erased since. It counts as a new one.
 */
export async function findKey(
  queries: Queries,
  batchId: string,
  { key, userId, isAnotherKey }: NextInBatch,
  actor: Actor,
): Promise<string | null> {
  const lock = keyLock(key.observation.identity);
  const [open] = await queries
    .select({
      id: enrolments.id,
      batchId: enrolments.batchId,
      holderId: enrolments.holderId,
      operatorId: enrolments.operatorId,
    })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.state, 'open'),
        lock === null
          ? and(eq(enrolments.batchId, batchId), eq(enrolments.keySession, key.session))
          : eq(enrolments.keyLock, lock),
      ),
    );
  if (open !== undefined) {
    if (open.batchId !== batchId) {
      throw new AppError('key_in_use_elsewhere', 'another enrolment is open with this key');
    }
    const isTheirs = open.operatorId === actor.id.toLowerCase();
    const isForThem = userId === undefined || open.holderId === userId.toLowerCase();
    if (isTheirs && isForThem) return open.id;
    throw used();
  }
  const isUsed =
    lock === null
      ? await holdsPasskeyOf(queries, batchId, key.observation.holds ?? [])
      : await isEnrolled(queries, batchId, lock);
  if (isUsed) throw used();
  const { hasPin, holds } = key.observation;
  const isUnclear = lock === null && hasPin && holds === null && !isAnotherKey;
  if (isUnclear && (await looksLikeOneOf(queries, batchId, key.observation.identity))) {
    throw new AppError('key_looks_used', 'it cannot be told from a key that was used here');
  }
  return null;
}

/** Whether a key that cannot be told from this one got somebody of this batch. */
async function looksLikeOneOf(
  queries: Queries,
  batchId: string,
  { aaguid, fingerprint }: KeyIdentity,
): Promise<boolean> {
  const identity = { key: { identity: { serial: null, aaguid, fingerprint } } };
  const rows = await queries
    .select({ id: enrolments.id })
    .from(enrolments)
    .innerJoin(journal, eq(journal.enrolmentId, enrolments.id))
    .where(
      and(
        eq(enrolments.batchId, batchId),
        isNull(enrolments.keyLock),
        ne(enrolments.state, 'rolledBack'),
        sql`${journal.event}->>'type' = 'keyBound'`,
        sql`${journal.event} @> ${JSON.stringify(identity)}::jsonb`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

function used(): AppError {
  return new AppError('key_used_in_batch', 'this key is somebody’s of this batch');
}

async function isEnrolled(queries: Queries, batchId: string, lock: string): Promise<boolean> {
  const rows = await queries
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.batchId, batchId),
        eq(enrolments.keyLock, lock),
        ne(enrolments.state, 'rolledBack'),
      ),
    );
  return rows.length > 0;
}

async function holdsPasskeyOf(
  queries: Queries,
  batchId: string,
  credentialIds: readonly string[],
): Promise<boolean> {
  if (credentialIds.length === 0) return false;
  const rows = await queries
    .select({ id: inventory.enrolmentId })
    .from(inventory)
    .innerJoin(enrolments, eq(enrolments.id, inventory.enrolmentId))
    .where(
      and(inArray(inventory.credentialId, [...credentialIds]), eq(enrolments.batchId, batchId)),
    )
    .limit(1);
  return rows.length > 0;
}
