import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { profileMeaning } from './profileMeaning.ts';

const meaning = (id: string) =>
  BUILT_IN_PROFILES.filter((profile) => profile.id === id).flatMap(profileMeaning);

describe('what a profile means', () => {
  it('begins with where the PIN comes from', () => {
    expect(meaning('new-colleague')[0]).toContain('8 random digits');
    expect(meaning('holder-present')[0]).toContain('The holder types a new PIN');
    expect(meaning('keep-pin')[0]).toContain('Whoever knows');
  });

  it.each([
    ['new-colleague', 'Only the holder can see it'],
    ['operator-tells', 'You see it once'],
    ['sealed-letter', 'You print it once'],
  ])('says of %s who learns the PIN', (id, words) => {
    expect(meaning(id)[1]).toContain(words);
    expect(meaning(id).join(' ')).toContain('must choose a PIN of their own');
  });

  it('says that nothing is erased where nothing is', () => {
    expect(meaning('keep-pin')).toContain('Nothing on the key is erased.');
  });

  it('says which keys are taken where not all are', () => {
    expect(meaning('shipped-by-post')).toContain('Only a key whose maker vouches for it is taken.');
    const [profile] = BUILT_IN_PROFILES;
    if (profile === undefined) throw new TypeError('There are no profiles.');
    const allowedAaguids = [
      '2fc0579f-8113-47ea-b116-bb5a8db9202a',
      'ffffffff-0000-4000-8000-000000000000',
    ];
    expect(profileMeaning({ ...profile, allowedAaguids })).toContain(
      'Only these models are taken: YubiKey 5 NFC, ffffffff-0000-4000-8000-000000000000.',
    );
  });

  it('warns that old passkeys go', () => {
    expect(meaning('replacement').at(-1)).toContain('their other passkeys are removed');
    expect(meaning('new-colleague').join(' ')).not.toContain('removed');
  });
});
