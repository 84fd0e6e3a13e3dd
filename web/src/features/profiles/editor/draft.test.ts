import { describe, expect, it } from 'vitest';
import { draftProblems, NEW_PROFILE, problemWords, tidied } from './draft.ts';
import { pinCount } from './pinStrength.ts';

const NAMED = { ...NEW_PROFILE, name: 'Reception' };

describe('a draft', () => {
  it('lacks nothing but a name', () => {
    expect(draftProblems(NEW_PROFILE, [])).toEqual([{ member: 'name', problem: 'name_empty' }]);
    expect(draftProblems(NAMED, ['Lobby'])).toEqual([]);
  });

  it('may not have the name of another profile in use, however it is written', () => {
    expect(draftProblems(NAMED, [' reception '])).toEqual([
      { member: 'name', problem: 'name_taken' },
    ]);
  });

  it('says everything that is wrong with a member beside it', () => {
    const pin = {
      source: 'random',
      length: Number.NaN,
      alphabet: 'digits',
      disclosure: 'sealedLetter',
    } as const;
    const words = problemWords(draftProblems({ ...NAMED, pin, forcePinChange: false }, []));
    expect([...words.keys()]).toEqual(['pin']);
    expect(words.get('pin')).toMatch(/6 to 63 characters.*must not go on with it/);
  });

  it('is saved without the spaces that nobody sees', () => {
    expect(tidied({ ...NAMED, name: ' Reception ', description: ' ' })).toMatchObject({
      name: 'Reception',
      description: '',
    });
  });
});

describe('how many PINs there are', () => {
  it.each([
    [6, 'digits', '1 million PINs'],
    [8, 'digits', '100 million PINs'],
    [8, 'alphanumeric', '853 billion PINs'],
    [20, 'digits', 'so many PINs that the number has 21 digits'],
  ] as const)('is said in words: %i %s', (length, alphabet, words) => {
    expect(pinCount({ length, alphabet })).toBe(words);
  });

  it('is not said while there is no length', () => {
    expect(pinCount({ length: Number.NaN, alphabet: 'digits' })).toBeNull();
  });
});
