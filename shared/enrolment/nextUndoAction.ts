import type { FailureCode } from '../failure/codes.ts';
import type { Action } from './action.ts';
import type { EnrolmentState } from './enrolmentState.ts';
import { isSameKey } from './keyIdentity.ts';
import {
  isSealedPinWrong,
  leftoverIds,
  mayHoldLeftovers,
  nextLookForFound,
  nextRemoval,
  whyNotRemovable,
} from './leftovers.ts';
import type { Circumstances } from './nextAction.ts';
import { resetAction } from './nextPinAction.ts';
import { nextRegistrationAction } from './nextRegistrationAction.ts';
import type { KeyObservation } from './observation.ts';

const MAX_PROOF_FAILURES = 2;
const MAX_VOIDED_CREDENTIALS = 3;

/** Why what was done has to be taken back, or null where the enrolment goes on. */
export function undoReason(state: EnrolmentState, key: KeyObservation | null): FailureCode | null {
  if (state.undoCode !== null) return state.undoCode;
  if (state.policyApplied) return null;
  if (state.methodId !== null && isSealedPinWrong(state)) return 'key_pin_unknown';
  if (state.proved) return state.cancelled ? 'cancelled' : null;
  if (state.proofFailures >= MAX_PROOF_FAILURES) return 'proof_failed';
  if (state.credentialsVoided >= MAX_VOIDED_CREDENTIALS) return 'challenge_expired';
  if (state.methodId !== null && hasLostCredential(state, key)) return 'proof_failed';
  return state.cancelled ? 'cancelled' : null;
}

/** The bound key itself (by serial) says that the registered credential is not on it any more. */
function hasLostCredential(state: EnrolmentState, key: KeyObservation | null): boolean {
  if (key?.holds == null || state.key === null || state.credential === null) return false;
  if (key.identity.serial === null || !isSameKey(key.identity, state.key.identity)) return false;
  return !key.holds.includes(state.credential.credentialId);
}

/**
 * Takes an enrolment back, outside in: the method in the directory first, so that nothing on a key can sign in, then
 * the credential on the key, then the books.
 */
export function nextUndoAction(
  state: EnrolmentState,
  seen: Circumstances,
  code: FailureCode,
): Action {
  const { credential } = state;
  if (state.methodId !== null) {
    return { actor: 'backend', kind: 'undoRegistration', methodId: state.methodId, code };
  }
  if (credential !== null && state.post.kind === 'unknown') {
    const next = nextRegistrationAction(state, seen);
    // Seen absent for good: there is nothing to undo in the directory, and nothing is posted again.
    if (next.kind === 'lookForRegistration' || next.kind === 'waitForTenant') return next;
  }
  const rollBack = (left: FailureCode | null) =>
    ({ actor: 'backend', kind: 'rollBack', code, left }) as const;
  if (!mayHoldLeftovers(state)) return rollBack(null);
  if (state.key === null) {
    // The browser made what is on a key that nobody read, and nothing that browsers offer removes it.
    return rollBack(state.way === 'webhid' ? null : 'way_cannot_remove');
  }
  return nextCleaning(state, state.key, seen, rollBack);
}

/**
 * Gets what nobody is to use off the bound key: removes it, else erases the key where a person agrees, else says why it
 * was left.
 */
function nextCleaning(
  state: EnrolmentState,
  { identity }: KeyObservation,
  seen: Circumstances,
  rollBack: (left: FailureCode | null) => Action,
): Action {
  if (state.keyGivenUp) return rollBack('cancelled');
  // With a sealed PIN nobody can have used the key meanwhile; whoever knows its PIN may sign in with it by now.
  const mayErase = state.profile.reset !== 'never' && state.profile.pin.source === 'random';
  const knownObstacle = whyNotRemovable(state, null);
  if (knownObstacle !== null && !mayErase) return rollBack(knownObstacle);
  const look = nextLookForFound(state, seen);
  if (look !== null) return look;
  const { key } = seen;
  if (key === null) {
    return { actor: 'page', kind: 'readKey', expected: identity, probe: leftoverIds(state) };
  }
  if (!isSameKey(key.identity, identity)) {
    return { actor: 'person', kind: 'wrongKey', expected: identity };
  }
  // Only a reset takes a PIN away, and it takes everything else along.
  const removal = key.hasPin ? nextRemoval(state, key) : null;
  if (removal === null) return rollBack(null);
  const obstacle = whyNotRemovable(state, key);
  if (obstacle !== null) return mayErase ? resetAction(state, key, obstacle) : rollBack(obstacle);
  return key.needsPowerCycle ? { actor: 'person', kind: 'replugKey' } : removal;
}
