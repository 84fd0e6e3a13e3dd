import { expect, it } from 'vitest';
import { outcomeOfRefusal } from './offerKey.ts';

it.each([
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
] as const)('gives the key to the next person where %s stands in the way of one', (code) => {
  expect(outcomeOfRefusal(code, true)).toBe('nextPerson');
  // Where the key is this person's, nobody else gets it.
  expect(outcomeOfRefusal(code, false)).toBe('refused');
});

it.each([
  'graph_throttled',
  'graph_unavailable',
  'database_unavailable',
  'enrolments_limited',
] as const)('waits a while with %s, whoever it is for', (code) => {
  expect(outcomeOfRefusal(code, true)).toBe('later');
  expect(outcomeOfRefusal(code, false)).toBe('later');
});

it.each(['batch_empty', 'key_used_in_batch', 'passkeys_disabled', 'session_forbidden'] as const)(
  'says %s of the key and goes no further',
  (code) => {
    expect(outcomeOfRefusal(code, true)).toBe('refused');
  },
);
