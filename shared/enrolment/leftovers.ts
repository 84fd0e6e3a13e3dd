import type { FailureCode } from '../failure/codes.ts';
import type { Action } from './action.ts';
import type { EnrolmentState } from './enrolmentState.ts';
import { lookTwice } from './lookTwice.ts';
import type { Circumstances } from './nextAction.ts';
import type { KeyObservation } from './observation.ts';

/** With more failures the key gets its rules all the same: by CTAP 2.3 §6.1.2 it has overwritten what was there. */
const MOST_FAILED_CLEANINGS = 2;

/** Ids (base64url) of what this enrolment brought onto the key, by all that is known, and nobody is to use. */
export function leftoverIds(state: EnrolmentState): string[] {
  const { credential, methodId, orphanCredentialId, found } = state;
  const made = methodId === null ? credential?.credentialId : undefined;
  const ids = [made, orphanCredentialId, ...(found?.ids ?? [])];
  return [...new Set(ids)].filter((id) => typeof id === 'string');
}

/** The same with the credential that is registered: what to ask a key for. */
export function knownCredentialIds(state: EnrolmentState): string[] {
  const made = state.credential?.credentialId;
  return [...new Set([...(made === undefined ? [] : [made]), ...leftoverIds(state)])];
}

/** Whether the key may hold a credential that nobody is to use, known or not. */
export function mayHoldLeftovers(state: EnrolmentState): boolean {
  return mustLookOnKey(state) || leftoverIds(state).length > 0;
}

function mustLookOnKey({ unheardTries, isOverwriteUnchecked }: EnrolmentState): boolean {
  return unheardTries > 0 || isOverwriteUnchecked;
}

/**
 * What is to be asked of the directory before anything that was found goes: a holder who knows the PIN may have
 * registered this very key meanwhile. Nobody knows a sealed PIN, and the key was empty when it got one.
 */
export function nextLookForFound(
  { found, profile }: EnrolmentState,
  seen: Circumstances,
): Action | null {
  if (found === null || profile.pin.source === 'random') return null;
  return lookTwice(found.absentSince, seen, { actor: 'backend', kind: 'lookForFound' });
}

/** How the bound key, plugged in, gets rid of what nobody is to use; null when it holds nothing of that. */
export function nextRemoval(state: EnrolmentState, key: KeyObservation): Action | null {
  if (mustLookOnKey(state)) return { actor: 'page', kind: 'findCredentials' };
  const credentialId = leftoverIds(state).find((id) => key.holds?.includes(id) !== false);
  return credentialId === undefined
    ? null
    : { actor: 'page', kind: 'removeCredential', credentialId };
}

/**
 * Why nothing can be removed from the bound key but by erasing it; null where it can.
 * @param key null where only the journal is to be asked
 */
export function whyNotRemovable(
  state: EnrolmentState,
  key: KeyObservation | null,
): FailureCode | null {
  if (state.key?.abilities.credentialManagement !== true) return 'command_unsupported';
  if (isSealedPinWrong(state)) return 'key_pin_unknown';
  // The key gives no token until its PIN is changed.
  if (key?.forcePinChange) return 'pin_change_required';
  return key?.pinRetries === 0 ? 'pin_blocked' : null;
}

/**
 * The key refused the PIN that we put away for its holder. Whoever gets the key could not use it, and every further try
 * would spend one of the key's few attempts (docs/security.md).
 */
export function isSealedPinWrong(state: EnrolmentState): boolean {
  return state.profile.pin.source === 'random' && state.pin === 'rejected';
}

/**
 * Makes sure, once a new credential is proven, that what it was made over is gone: not all firmware overwrites. Null when
 * there is nothing to make sure of, or the key cannot be asked; it is no reason to keep a good key from its holder.
 */
export function nextTidying(
  state: EnrolmentState,
  key: KeyObservation,
  seen: Circumstances,
): Action | null {
  if (!mayHoldLeftovers(state) || state.cleaningsFailed >= MOST_FAILED_CLEANINGS) return null;
  if (whyNotRemovable(state, key) !== null) return null;
  return nextLookForFound(state, seen) ?? nextRemoval(state, key);
}
