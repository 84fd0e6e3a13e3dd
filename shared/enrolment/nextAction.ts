import type { Action } from './action.ts';
import type { EnrolmentState } from './enrolmentState.ts';
import { isSameKey } from './keyIdentity.ts';
import { keyProblem } from './keyProblem.ts';
import { knownCredentialIds, nextTidying } from './leftovers.ts';
import { nextBrowserAction } from './nextBrowserAction.ts';
import { nextGuidedAction } from './nextGuidedAction.ts';
import { nextPinAction } from './nextPinAction.ts';
import { nextRegistrationAction } from './nextRegistrationAction.ts';
import { nextUndoAction, undoReason } from './nextUndoAction.ts';
import type { KeyObservation } from './observation.ts';
import { policyGap } from './policy.ts';

/** What is seen from outside at this moment. */
export interface Circumstances {
  /** The key that is plugged in and was just read; null where none was read since the last event. */
  readonly key: KeyObservation | null;
  /** ISO 8601 UTC. */
  readonly now: string;
  /** How long the directory may take to show a new method, in milliseconds: two looks that far apart mean "absent". */
  readonly settleMs: number;
  /** A page is about to have its browser make the credential. Other ways than WebHID show no key to see that by. */
  readonly isBrowserReady?: boolean;
}

/**
 * Says what an enrolment needs next. Pure: the same journal and the same circumstances give the same answer, so that
 * after a crash, a closed tab or an unplugged key the way on is to ask again.
 *
 * Order (docs/architecture.md): bind before touch, escrow before setPIN, options late, attestation journaled before the
 * POST, look before repeating it, prove before anything old goes, forced PIN change last and read back.
 */
export function nextAction(state: EnrolmentState, seen: Circumstances): Action {
  if (state.end?.kind === 'finished') return { actor: 'nobody', kind: 'done' };
  if (state.end?.kind === 'rolledBack') {
    const { code, left } = state.end;
    return { actor: 'nobody', kind: 'rolledBack', code, left };
  }
  if (state.guided !== null) return nextGuidedAction(state, state.guided, seen);
  const reason = undoReason(state, seen.key);
  if (reason !== null) return nextUndoAction(state, seen, reason);
  if (state.credential !== null && state.methodId === null) {
    return nextRegistrationAction(state, seen);
  }
  if (state.methodId !== null && state.proved && state.policyApplied) return lastSteps(state);
  if (state.way !== 'webhid') return nextBrowserAction(state, seen);
  if (state.key === null) return firstLook(state, seen.key);

  const { key } = seen;
  if (key === null) return readKey(state);
  if (!isSameKey(key.identity, state.key.identity)) {
    return { actor: 'person', kind: 'wrongKey', expected: state.key.identity };
  }
  if (state.methodId === null) return nextPinAction(state, key, seen.now);
  return state.proved ? nextPolicyAction(state, key, seen) : nextProofAction(state, key);
}

function firstLook(state: EnrolmentState, key: KeyObservation | null): Action {
  if (key === null) return readKey(state);
  const problem = keyProblem(key, state.profile);
  return problem === null
    ? { actor: 'backend', kind: 'bindKey' }
    : { actor: 'person', kind: 'useAnotherKey', code: problem };
}

function readKey(state: EnrolmentState): Action {
  return {
    actor: 'page',
    kind: 'readKey',
    expected: state.key?.identity ?? null,
    probe: knownCredentialIds(state),
  };
}

function nextProofAction(state: EnrolmentState, key: KeyObservation): Action {
  if (key.needsPowerCycle) return { actor: 'person', kind: 'replugKey' };
  if (state.proofClientDataJson === null) return { actor: 'backend', kind: 'askProof' };
  return { actor: 'page', kind: 'prove' };
}

function nextPolicyAction(state: EnrolmentState, key: KeyObservation, seen: Circumstances): Action {
  const isSet = policyGap(state.profile, key).missing.length === 0;
  // Before the change of the PIN is forced: from then on the key gives no token.
  const tidying = nextTidying(state, key, seen);
  if (isSet && tidying === null) return { actor: 'backend', kind: 'recordPolicy' };
  if (key.needsPowerCycle) return { actor: 'person', kind: 'replugKey' };
  if (tidying !== null) return tidying;
  return { actor: 'page', kind: 'applyPolicy' };
}

function lastSteps(state: EnrolmentState): Action {
  // Too late to take the new key back, but whoever cancels does not wait for the old ones: the holder needs their PIN.
  if (state.profile.oldKeys === 'removeAfterProof' && !state.cancelled) {
    const settled = [...state.oldKeysRemoved, ...state.oldKeysKept];
    const left = state.methodsBefore.find((id) => !settled.includes(id));
    if (left !== undefined) return { actor: 'backend', kind: 'removeOldKey', methodId: left };
  }
  return { actor: 'backend', kind: 'finish' };
}
