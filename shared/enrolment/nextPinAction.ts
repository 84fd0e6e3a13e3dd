import type { FailureCode } from '../failure/codes.ts';
import type { Action } from './action.ts';
import type { EnrolmentState } from './enrolmentState.ts';
import { mayHoldLeftovers } from './leftovers.ts';
import { msUntil } from './msUntil.ts';
import type { KeyObservation } from './observation.ts';

/** A challenge with less than this left is not started on: a person still has to find the key and touch it. */
export const MIN_CHALLENGE_LEFT_MS = 45_000;

/**
 * As many as a key has after its PIN was set or used (CTAP 2.3 §6.5.5). With fewer somebody was refused since: us, as a rule,
 * when nobody was left to say so. Recovery spends one attempt at most (docs/security.md).
 */
const ALL_PIN_RETRIES = 8;

/**
 * From a bound key to a credential on it: reset where due, PIN, options, makeCredential.
 * The key is the bound one and nothing is registered yet.
 */
export function nextPinAction(state: EnrolmentState, key: KeyObservation, now: string): Action {
  if (state.reset === 'started' && isEvidentlyReset(state, key)) {
    return { actor: 'backend', kind: 'recordReset' };
  }
  const resetReason = whyReset(state, key);
  if (resetReason !== undefined) return resetAction(state, key, resetReason);
  if (key.needsPowerCycle) return { actor: 'person', kind: 'replugKey' };
  if (!key.hasPin) return pinAction(state);
  const { options } = state;
  if (options === null || msUntil(options.expiresAt, now) < MIN_CHALLENGE_LEFT_MS) {
    return { actor: 'backend', kind: 'issueOptions' };
  }
  return { actor: 'page', kind: 'makeCredential' };
}

/** It had a PIN and has none now: the reset took place, even if nobody was left to say so. */
function isEvidentlyReset(state: EnrolmentState, key: KeyObservation): boolean {
  return !key.hasPin && (state.key?.hasPin === true || state.pin !== 'unset');
}

/** Why the key must be erased first: a code, null where the profile simply wants it, undefined where nothing asks for it. */
function whyReset(state: EnrolmentState, key: KeyObservation): FailureCode | null | undefined {
  const { profile } = state;
  if (profile.pin.source === 'existing') return undefined;
  if (state.reset === 'started') return null;
  if (profile.reset === 'always' && state.reset !== 'done') return null;
  if (!key.hasPin) return undefined;
  if (state.pin === 'unset' || state.pin === 'rejected') return 'key_pin_unknown';
  if (key.forcePinChange) return 'pin_change_required';
  if (key.pinRetries === 0) return 'pin_blocked';
  const isUncertain = state.pin === 'started';
  const isTried = key.pinRetries !== null && key.pinRetries < ALL_PIN_RETRIES;
  return isUncertain && isTried ? 'key_pin_unknown' : undefined;
}

/** What it takes to erase the bound key, up to the end of the enrolment where its profile does not allow that. */
export function resetAction(
  state: EnrolmentState,
  key: KeyObservation,
  reason: FailureCode | null,
): Action {
  if (state.profile.reset === 'never') {
    const code = reason ?? 'key_pin_unknown';
    const left = mayHoldLeftovers(state) ? code : null;
    return { actor: 'backend', kind: 'rollBack', code, left };
  }
  if (state.reset === 'started') return { actor: 'page', kind: 'resetKey' };
  if (state.reset === 'confirmed') return { actor: 'backend', kind: 'startReset' };
  // A key without a PIN holds no passkey that Entra would take, so there is nothing to lose and nothing to ask.
  return key.hasPin
    ? { actor: 'person', kind: 'confirmReset', code: reason }
    : { actor: 'backend', kind: 'startReset' };
}

function pinAction(state: EnrolmentState): Action {
  if (state.profile.pin.source === 'existing') {
    return { actor: 'backend', kind: 'rollBack', code: 'pin_not_set', left: null };
  }
  if (state.profile.pin.source === 'random' && state.escrowId === null) {
    return { actor: 'backend', kind: 'escrowPin' };
  }
  return state.pin === 'started'
    ? { actor: 'page', kind: 'setPin' }
    : { actor: 'backend', kind: 'startPin' };
}
