import { describe, expect, it } from 'vitest';
import { acceptedWays, WAYS_BEST_FIRST } from './acceptedWays.ts';
import { BUILT_IN_PROFILES } from './builtInProfiles.ts';
import type { ProfileContent } from './profile.ts';
import { profileProblems } from './profileProblems.ts';

const [SEALED] = BUILT_IN_PROFILES;
if (SEALED === undefined) throw new TypeError('There is no profile.');
const KEEPS_PIN: ProfileContent = {
  ...SEALED,
  reset: 'never',
  pin: { source: 'existing' },
  forcePinChange: false,
};

describe('the ways of a profile', () => {
  it('are all that fit where an early profile does not name any', () => {
    expect(acceptedWays(KEEPS_PIN)).toEqual(WAYS_BEST_FIRST);
    expect(acceptedWays(SEALED)).toEqual(['webhid']);
  });

  it('are those that were chosen, the best first', () => {
    expect(acceptedWays({ ...KEEPS_PIN, ways: ['guided', 'extension'] })).toEqual([
      'extension',
      'guided',
    ]);
  });

  it.each([
    ['erases keys', { reset: 'ifUsed', pin: { source: 'typedByHolder' } }],
    ['forces a change of the PIN', { forcePinChange: true }],
    ['draws the PIN', { pin: { source: 'random', length: 8, alphabet: 'digits' } }],
  ] as const)(
    'are WebHID alone where a profile %s, and another one contradicts it',
    (_, change) => {
      const profile = { ...KEEPS_PIN, ...change };
      expect(acceptedWays({ ...profile, ways: WAYS_BEST_FIRST })).toEqual(['webhid']);
      expect(profileProblems({ ...profile, ways: ['webhid'] })).toEqual([]);
      expect(profileProblems({ ...profile, ways: ['webhid', 'guided'] })).toContainEqual({
        member: 'ways',
        problem: 'way_cannot_follow',
      });
    },
  );

  it('may leave out what cannot be set on the key without contradicting it', () => {
    const ways = ['extension'] as const;
    expect(profileProblems({ ...KEEPS_PIN, minPinLength: 8, alwaysUv: true, ways })).toEqual([]);
  });
});
