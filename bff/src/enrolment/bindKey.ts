import { and, eq } from 'drizzle-orm';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import { inventory } from '#bff/store/schema.ts';
import { violatedIndex } from '#bff/store/storeFailure.ts';
import type { Action } from '#shared/enrolment/action.ts';
import { isExpectedKey } from '#shared/enrolment/expectedKey.ts';
import { keyLock } from '#shared/enrolment/keyIdentity.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { readInvitedKey } from './invitedKey.ts';
import { credentialsOf, credentialsOfHolder } from './knownCredentials.ts';
import type { OpenEnrolment } from './openEnrolment.ts';
import { passkeysOf } from './passkeysOf.ts';

/**
 * Binds the enrolment to the key that was read, unless the key is the operator's own, lives on in another registration of
 * ours or in one of the holder's own, or is of a model the tenant would refuse. Nothing on the key has been changed yet.
 * @returns what a person or the page must do first, or undefined when the key is bound.
 */
export async function bindKey(
  parts: EnrolmentParts,
  open: OpenEnrolment,
): Promise<Action | undefined> {
  const { key } = open;
  if (key === null) throw new TypeError('There is no key to bind.');
  // A key without a PIN holds no passkey that Entra would take, so it cannot be what anybody signs in with.
  if (key.hasPin && (await mustAskForOperatorsKeys(parts, open))) {
    await open.forgetKey();
    return { actor: 'page', kind: 'readKey', expected: null, probe: [] };
  }
  const problem = await whyNot(parts, open, key);
  if (problem !== null) return refuse(open, problem);
  try {
    await open.append({ type: 'keyBound', key });
    return undefined;
  } catch (error) {
    const cause = error instanceof AppError ? error.cause : error;
    if (violatedIndex(cause) === 'enrolments_one_open_per_key') {
      return refuse(open, 'key_in_use_elsewhere');
    }
    if (violatedIndex(cause) === 'enrolments_one_key_per_batch') {
      return refuse(open, 'key_used_in_batch');
    }
    throw error;
  }
}

async function refuse(open: OpenEnrolment, code: FailureCode): Promise<Action> {
  await open.append({ type: 'stepFailed', action: 'useAnotherKey', code });
  await open.forgetKey();
  return { actor: 'person', kind: 'useAnotherKey', code };
}

/** Learns the operator's own credential ids, once. True when the key must be read again to be asked for them. */
async function mustAskForOperatorsKeys(
  parts: EnrolmentParts,
  open: OpenEnrolment,
): Promise<boolean> {
  if (open.row.operatorCredentials !== null) return false;
  const passkeys = await parts.directory.listPasskeys(open.state.operatorId);
  const ids = credentialsOf(passkeys.map(({ id }) => id));
  await open.setSession({ operatorCredentials: ids });
  return ids.length > 0;
}

async function whyNot(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  key: KeyObservation,
): Promise<FailureCode | null> {
  if (await belongsToOther(open, key)) return 'key_not_assigned';
  if (await isOtherThanInvited(open, key)) return 'key_not_expected';
  const own = open.row.operatorCredentials ?? [];
  if (key.holds?.some((id) => own.includes(id))) {
    // Who enrols their own key is the operator and the holder in one.
    const isOneself = open.state.operatorId.toLowerCase() === open.state.holder.id.toLowerCase();
    return isOneself ? 'passkey_exists' : 'key_is_operators_own';
  }
  // A profile that never resets leaves the other passkeys of a key alone, and a key without a PIN holds none any more.
  const mayErase = key.hasPin && open.state.profile.reset !== 'never';
  if (mayErase) {
    const holders = credentialsOfHolder(open.state);
    if (key.holds?.some((id) => holders.includes(id))) return 'passkey_exists';
    if (await livesElsewhere(parts, open, key)) return 'key_in_use_elsewhere';
  }
  return parts.directory.isModelAllowed(open.state.holder.id, key.identity.aaguid, true);
}

/** A batch has another key for this person. */
async function belongsToOther({ queries, id, row }: OpenEnrolment, key: KeyObservation) {
  if (row.batchId === null) return false;
  const [theirs] = await queries
    .select({ serial: batchPeople.serial })
    .from(batchPeople)
    .where(eq(batchPeople.enrolmentId, id));
  const serial = theirs?.serial ?? null;
  return serial !== null && serial !== key.identity.serial;
}

/** The invitation names another key. */
async function isOtherThanInvited(open: OpenEnrolment, key: KeyObservation) {
  const invited = await readInvitedKey(open);
  return invited !== null && !isExpectedKey(invited, key.identity);
}

/** Our books say that this key is registered, and the directory agrees. */
async function livesElsewhere(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  key: KeyObservation,
): Promise<boolean> {
  const lock = keyLock(key.identity);
  if (lock === null) return false;
  const rows = await open.queries
    .select()
    .from(inventory)
    .where(and(eq(inventory.keyLock, lock), eq(inventory.state, 'live')));
  let isLive = false;
  for (const row of rows) {
    // A registration this young may not show yet in every answer of the directory.
    if (parts.now() - row.createdAt.getTime() < parts.settleMs) return true;
    const passkeys = await passkeysOf(parts, row.holderId);
    if (passkeys.some(({ id }) => id === row.methodId)) {
      isLive = true;
      continue;
    }
    await open.queries
      .update(inventory)
      .set({ state: 'gone' })
      .where(eq(inventory.enrolmentId, row.enrolmentId));
  }
  return isLive;
}
