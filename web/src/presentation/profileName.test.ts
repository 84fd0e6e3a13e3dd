import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { builtInProfileMessages as german } from './messages.builtInProfiles.de.ts';
import { builtInProfileMessages as english } from './messages.builtInProfiles.en.ts';
import { profileDescription, profileName } from './profileName.ts';

describe('a profile that came with the product', () => {
  it('is stored in the words of the English page', () => {
    const stored = BUILT_IN_PROFILES.map(({ id, name, description }) => [
      id,
      { name, description },
    ]);
    expect(Object.fromEntries(stored)).toEqual(english);
  });

  it.each(BUILT_IN_PROFILES)('is said in the page’s language: $id', (profile) => {
    const { id, name, description } = profile;
    const words = german[id as keyof typeof german];
    expect(profileName(profile, german)).toBe(words.name);
    expect(profileDescription(profile, german)).toBe(words.description);
    expect(words.name).not.toBe(name);
    expect(profileName(profile)).toBe(name);
    expect(profileDescription(profile)).toBe(description);
  });

  it('keeps the words that somebody gave it, one by one', () => {
    const [first] = BUILT_IN_PROFILES;
    const renamed = { id: 'new-colleague', description: '', ...first, name: 'Welcome' };
    expect(profileName(renamed, german)).toBe('Welcome');
    expect(profileDescription(renamed, german)).toBe(german['new-colleague'].description);
    expect(profileDescription({ ...renamed, description: 'Ours' }, german)).toBe('Ours');
  });

  it('lends its words to no other profile, whatever that is called', () => {
    expect(profileName({ id: 'our-own', name: 'New colleague' }, german)).toBe('New colleague');
    const description = english['new-colleague'].description;
    expect(profileDescription({ id: 'our-own', description }, german)).toBe(description);
  });
});
