import type { FailureCode } from '#shared/failure/codes.ts';

/** What is tried again by itself after a while: nobody has done anything wrong. */
const PASSING: ReadonlySet<FailureCode> = new Set([
  'backend_unreachable',
  'database_unavailable',
  'audit_unavailable',
  'rate_limited',
  'enrolments_limited',
  'graph_throttled',
  'graph_unavailable',
]);

/** What is wrong with one person and not with the next: the batch has noted it, and the key is free for somebody else. */
const OF_ONE_PERSON: ReadonlySet<FailureCode> = new Set([
  'user_not_found',
  'user_disabled',
  'user_is_guest',
  'user_outside_passkey_policy',
  'user_protected',
  'user_is_self',
  'user_out_of_scope',
  'approval_needed',
  'too_many_passkeys',
  'person_enrolments_limited',
  'conflict',
]);

/** What a page does about a key for which no enrolment could be opened. */
export type OfferOutcome = 'nextPerson' | 'later' | 'refused';

/** Decides it. `isNext`: the batch chooses the person, so it can choose another one. */
export function outcomeOfRefusal(code: FailureCode, isNext: boolean): OfferOutcome {
  if (PASSING.has(code)) return 'later';
  return isNext && OF_ONE_PERSON.has(code) ? 'nextPerson' : 'refused';
}
