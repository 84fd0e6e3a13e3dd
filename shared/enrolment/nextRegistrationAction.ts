import type { FailureCode } from '../failure/codes.ts';
import type { Action } from './action.ts';
import type { EnrolmentState } from './enrolmentState.ts';
import { lookTwice, waitUntil } from './lookTwice.ts';
import { msUntil } from './msUntil.ts';
import type { Circumstances } from './nextAction.ts';

/** After that many POSTs without an answer we stop and clean up. */
const MAX_POST_ATTEMPTS = 5;

/**
 * From a journaled attestation to a method in the directory. Needs no key. A POST whose outcome is unknown is looked
 * for; only two looks, `settleMs` apart, that both find nothing make it "absent" and allow a second POST of the very
 * same attestation.
 */
export function nextRegistrationAction(
  state: EnrolmentState,
  seen: Pick<Circumstances, 'now' | 'settleMs'>,
): Action {
  const { post, options } = state;
  const isExpired = options === null || msUntil(options.expiresAt, seen.now) <= 0;
  switch (post.kind) {
    case 'none':
      return isExpired ? voided() : { actor: 'backend', kind: 'register' };
    case 'notExecuted':
      if (msUntil(post.retryAt, seen.now) > 0) return waitUntil(post.retryAt);
      return isExpired ? voided() : { actor: 'backend', kind: 'register' };
    case 'refused':
      // Only an expired challenge comes here: every other refusal is undone.
      return voided();
    case 'unknown': {
      const look = { actor: 'backend', kind: 'lookForRegistration' } as const;
      const unsettled = lookTwice(post.absentSince, seen, look);
      if (unsettled !== null) return unsettled;
      if (isExpired) return voided();
      return state.postAttempts < MAX_POST_ATTEMPTS
        ? { actor: 'backend', kind: 'register' }
        : voided('graph_unavailable');
    }
  }
}

function voided(code: FailureCode = 'challenge_expired'): Action {
  return { actor: 'backend', kind: 'voidCredential', code };
}
