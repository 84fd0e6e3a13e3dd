import type { FailureCode } from '../failure/codes.ts';
import type { Action } from './action.ts';
import type { EnrolmentState } from './enrolmentState.ts';
import { isSameKey } from './keyIdentity.ts';
import type { Circumstances } from './nextAction.ts';
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
  if (state.post.kind === 'refused' && isFinal(state.post.code)) return state.post.code;
  if (state.proofFailures >= MAX_PROOF_FAILURES) return 'proof_failed';
  if (state.credentialsVoided >= MAX_VOIDED_CREDENTIALS) return 'challenge_expired';
  if (state.methodId !== null && hasLostCredential(state, key)) return 'proof_failed';
  return state.cancelled ? 'cancelled' : null;
}

/**
 * The key refused the PIN that we put away for its holder. Whoever gets the key could not use it, and every further try
 * would spend one of the key's few attempts (docs/security.md).
 */
function isSealedPinWrong(state: EnrolmentState): boolean {
  return state.profile.pin.source === 'random' && state.pin === 'rejected';
}

/** A refusal that a new challenge does not mend. */
function isFinal(code: FailureCode): boolean {
  return code !== 'challenge_expired';
}

/** The bound key itself (by serial) says that the registered credential is not on it any more. */
function hasLostCredential(state: EnrolmentState, key: KeyObservation | null): boolean {
  if (key?.holds == null || state.key === null || state.credential === null) return false;
  if (key.identity.serial === null || !isSameKey(key.identity, state.key.identity)) return false;
  return !key.holds.includes(state.credential.credentialId);
}

/**
 * Takes an enrolment back, outside in: the method in the directory first, so that nothing on a key can sign in, then
 * the credential on the key where the key can delete one, then the books.
 */
export function nextUndoAction(
  state: EnrolmentState,
  seen: Circumstances,
  code: FailureCode,
): Action {
  const { credential, key: bound } = state;
  if (state.methodId !== null) {
    return { actor: 'backend', kind: 'undoRegistration', methodId: state.methodId, code };
  }
  if (credential !== null && state.post.kind === 'unknown') {
    const next = nextRegistrationAction(state, seen);
    // Seen absent for good: there is nothing to undo in the directory, and nothing is posted again.
    if (next.kind === 'lookForRegistration' || next.kind === 'waitForTenant') return next;
  }
  const credentialId = credential?.credentialId ?? state.orphanCredentialId;
  const canRemove =
    bound?.abilities.credentialManagement && !state.keyGivenUp && !isSealedPinWrong(state);
  if (credentialId === null || bound === null || !canRemove) {
    return { actor: 'backend', kind: 'rollBack', code };
  }
  if (seen.key === null) {
    return { actor: 'page', kind: 'readKey', expected: bound.identity, probe: [credentialId] };
  }
  if (!isSameKey(seen.key.identity, bound.identity)) {
    return { actor: 'person', kind: 'wrongKey', expected: bound.identity };
  }
  if (!seen.key.hasPin || seen.key.holds?.includes(credentialId) === false) {
    return { actor: 'backend', kind: 'rollBack', code };
  }
  // The key gives no token until its PIN is changed, so what it holds can go only with a reset.
  if (seen.key.forcePinChange) return { actor: 'backend', kind: 'rollBack', code };
  if (seen.key.needsPowerCycle) return { actor: 'person', kind: 'replugKey' };
  return { actor: 'page', kind: 'removeCredential', credentialId };
}
