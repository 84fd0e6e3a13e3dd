import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from './builtInProfiles.ts';
import { PROFILES } from './modelWorld.ts';
import { profileProblems } from './profileProblems.ts';

describe('profileProblems', () => {
  it.each(BUILT_IN_PROFILES.map((profile) => [profile.name, profile] as const))(
    'finds nothing wrong with the built-in profile %s',
    (_name, profile) => {
      expect(profileProblems(profile)).toEqual([]);
    },
  );

  it.each([
    [
      'a PIN of 5',
      { pin: { source: 'random', length: 5, alphabet: 'digits' } },
      'pin_length_out_of_range',
    ],
    [
      'a PIN of 64',
      { pin: { source: 'random', length: 64, alphabet: 'digits' } },
      'pin_length_out_of_range',
    ],
    ['a PIN below its own minimum', { minPinLength: 9 }, 'pin_shorter_than_minimum'],
    ['a minimum of 3', { minPinLength: 3 }, 'min_pin_length_out_of_range'],
    [
      'a minimum of 64',
      { minPinLength: 64, pin: { source: 'typedByHolder' } },
      'min_pin_length_out_of_range',
    ],
    [
      'a PIN that the operator sees and the holder keeps',
      {
        pin: { source: 'random', length: 8, alphabet: 'digits', disclosure: 'operatorOnce' },
        forcePinChange: false,
      },
      'disclosed_pin_is_kept',
    ],
    [
      'a PIN that is printed and kept',
      {
        pin: { source: 'random', length: 8, alphabet: 'digits', disclosure: 'sealedLetter' },
        forcePinChange: false,
      },
      'disclosed_pin_is_kept',
    ],
    ['an existing PIN and a reset', { pin: { source: 'existing' } }, 'existing_pin_with_reset'],
    [
      'RP IDs without a minimum',
      { minPinLength: null, minPinLengthRpIds: ['a'] },
      'rp_ids_without_minimum',
    ],
    ['an empty name', { displayNameTemplate: ' ' }, 'template_empty'],
    ['no name', { name: ' ' }, 'name_empty'],
    ['a name of two lines', { name: 'a\nb' }, 'name_empty'],
    ['a name of 61', { name: 'a'.repeat(61) }, 'name_too_long'],
    ['a description of 301', { description: 'a'.repeat(301) }, 'description_too_long'],
    ['an RP ID with a scheme', { minPinLengthRpIds: ['https://a.example'] }, 'rp_id_malformed'],
    ['nine RP IDs', { minPinLengthRpIds: Array(9).fill('a.example') }, 'too_many_rp_ids'],
    ['a template of 101', { displayNameTemplate: 'a'.repeat(101) }, 'template_too_long'],
    ['a brace alone', { displayNameTemplate: '{serial' }, 'template_placeholder_unknown'],
    ['braces in braces', { displayNameTemplate: '{{serial}}' }, 'template_placeholder_unknown'],
    [
      'more models than there are',
      { allowedAaguids: Array(101).fill('2fc0579f-8113-47ea-b116-bb5a8db9202a') },
      'too_many_models',
    ],
    ['an unknown placeholder', { displayNameTemplate: '{pin}' }, 'template_placeholder_unknown'],
    ['no way at all', { ways: [] }, 'ways_empty'],
    ['a sealed PIN without WebHID', { ways: ['extension'] }, 'way_cannot_follow'],
    [
      'an AAGUID in capitals',
      { allowedAaguids: ['2FC0579F-8113-47EA-B116-BB5A8DB9202A'] },
      'aaguid_malformed',
    ],
  ] as const)('names %s', (_what, change, problem) => {
    const problems = profileProblems({ ...PROFILES.sealed, ...change });
    expect(problems.map((found) => found.problem)).toContain(problem);
  });

  it('names a typed PIN that is to be told to somebody', () => {
    const pin = { source: 'typedByHolder', disclosure: 'operatorOnce' } as const;
    expect(profileProblems({ ...PROFILES.sealed, pin })).toEqual([
      { member: 'pin', problem: 'disclosure_without_random_pin' },
    ]);
  });
});
