import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { type EnrolmentProfile, profileContent } from '#shared/enrolment/profile.ts';
import {
  PROFILE_MEMBERS,
  profileChanges,
  profileSummary,
  valueWords,
} from '#web/app/profiles/profileWords.ts';
import { exportFileName } from './exportProfile.ts';
import { permanenceOf } from './permanence.ts';

function builtIn(id: string): EnrolmentProfile {
  const found = BUILT_IN_PROFILES.find((profile) => profile.id === id);
  if (found === undefined) throw new TypeError(`There is no profile ${id}.`);
  return found;
}

describe('a profile in one line', () => {
  it.each([
    [
      'new-colleague',
      '8 random digits, for the holder alone · changed at first use · used keys are erased',
    ],
    ['keep-pin', 'The key keeps its PIN'],
    ['holder-present', 'PIN typed by the holder · used keys are erased'],
    [
      'like-the-yubico-scripts',
      '6 random digits, told by the operator · changed at first use · old passkeys removed',
    ],
  ])('says of %s what is unusual about it', (id, line) => {
    expect(profileSummary(builtIn(id))).toBe(line);
  });

  it('counts models by name', () => {
    const allowedAaguids = [
      '2fc0579f-8113-47ea-b116-bb5a8db9202a',
      'a25342c0-3cdc-4414-8e46-f4807fca511c',
    ];
    expect(profileSummary({ ...builtIn('keep-pin'), allowedAaguids })).toContain('one model only');
  });
});

describe('what changed between two versions', () => {
  const before = builtIn('new-colleague');

  it('names every member that is different, and none that is not', () => {
    expect(profileChanges(before, before)).toEqual([]);
    expect(
      profileChanges(before, {
        ...before,
        minPinLength: 8,
        minPinLengthRpIds: ['login.microsoft.com'],
      }),
    ).toEqual(['minPinLength', 'minPinLengthRpIds']);
  });

  it('does not mind in which order a database keeps the members of a PIN', () => {
    const pin = {
      disclosure: 'holderOnly',
      alphabet: 'digits',
      length: 8,
      source: 'random',
    } as const;
    expect(profileChanges(before, { ...before, pin })).toEqual([]);
    expect(profileChanges(before, { ...before, pin: { ...pin, length: 9 } })).toEqual(['pin']);
  });

  it('has words for every member', () => {
    const members = [...Object.keys(profileContent(before)), 'ways', 'onForbidden'];
    expect([...PROFILE_MEMBERS].sort()).toEqual(members.sort());
    for (const member of PROFILE_MEMBERS) expect(valueWords(before, member)).not.toBe('');
    expect(valueWords({ ...before, minPinLength: null }, 'minPinLength')).toBe('None');
    expect(valueWords(before, 'allowedAaguids')).toBe('Any model that Entra takes');
    expect(valueWords(before, 'onForbidden')).toBe('Keep and flag it');
    expect(valueWords({ ...before, onForbidden: 'remove' }, 'onForbidden')).toBe('Remove it again');
    expect(permanenceOf({ ...before, onForbidden: 'remove' }, 'onForbidden')).toBe('forever');
    expect(valueWords(before, 'ways')).toBe('WebHID');
  });
});

describe('what cannot be taken back', () => {
  const marks = (profile: EnrolmentProfile) =>
    PROFILE_MEMBERS.flatMap((member) => {
      const permanence = permanenceOf(profile, member);
      return permanence === null ? [] : [`${member}: ${permanence}`];
    });

  it('is marked where a profile does it', () => {
    const all = { ...builtIn('replacement'), alwaysUv: true, enterpriseAttestation: true };
    expect(marks(all)).toEqual([
      'reset: forever',
      'minPinLength: untilReset',
      'forcePinChange: untilChanged',
      'alwaysUv: switchable',
      'enterpriseAttestation: untilReset',
      'oldKeys: forever',
    ]);
  });

  it('is not marked where it does not', () => {
    expect(marks(builtIn('keep-pin'))).toEqual([]);
  });
});

describe('the name of an exported file', () => {
  it.each([
    ['Shipped by post', 'keywright-profile-shipped-by-post-v1.json'],
    ['Müller & Söhne: «1. Tag»', 'keywright-profile-muller-sohne-1-tag-v1.json'],
    ['../../etc', 'keywright-profile-etc-v1.json'],
    ['鍵', 'keywright-profile-unnamed-v1.json'],
  ])('is one that every file system takes: %s', (name, fileName) => {
    expect(exportFileName({ ...builtIn('keep-pin'), name })).toBe(fileName);
  });
});
