import { describe, expect, it } from 'vitest';
import { PROFILES } from './modelWorld.ts';
import { pinDisclosure, profileContent } from './profile.ts';

describe('pinDisclosure', () => {
  const random = { source: 'random', length: 8, alphabet: 'digits' } as const;

  it('keeps PINs of profiles that say nothing to their holders', () => {
    expect(pinDisclosure(random)).toBe('holderOnly');
    expect(pinDisclosure({ ...random, disclosure: 'sealedLetter' })).toBe('sealedLetter');
  });

  it('is nobody’s where the PIN is not ours', () => {
    expect(pinDisclosure({ source: 'typedByHolder' })).toBeNull();
    expect(pinDisclosure({ source: 'existing' })).toBeNull();
  });
});

describe('profileContent', () => {
  it('leaves out what the store says of a profile', () => {
    const { id, version, ...content } = PROFILES.sealed;
    expect([id, version]).toEqual(['new-colleague', 1]);
    expect(profileContent(PROFILES.sealed)).toEqual(content);
  });
});
