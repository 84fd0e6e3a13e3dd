import type { Action } from './action.ts';
import type { EnrolmentState } from './enrolmentState.ts';
import { msUntil } from './msUntil.ts';
import type { Circumstances } from './nextAction.ts';
import { MIN_CHALLENGE_LEFT_MS } from './nextPinAction.ts';

/**
 * What comes next where the browser speaks to the key itself: a credential, and after its registration a proof. The key is
 * never read, so nothing on it is looked at, set or removed, and a challenge is fetched only while a page is there to use it.
 */
export function nextBrowserAction(state: EnrolmentState, seen: Circumstances): Action {
  if (state.methodId === null) return nextCeremony(state, seen);
  // What the profile wants on the key and this way cannot set goes into the books.
  if (state.proved) return { actor: 'backend', kind: 'recordPolicy' };
  if (state.proofClientDataJson === null) return { actor: 'backend', kind: 'askProof' };
  return { actor: 'page', kind: 'prove' };
}

function nextCeremony({ options }: EnrolmentState, seen: Circumstances): Action {
  if (options !== null && msUntil(options.expiresAt, seen.now) >= MIN_CHALLENGE_LEFT_MS) {
    return { actor: 'page', kind: 'makeCredential' };
  }
  return seen.isBrowserReady === true
    ? { actor: 'backend', kind: 'issueOptions' }
    : { actor: 'page', kind: 'beginCeremony' };
}
