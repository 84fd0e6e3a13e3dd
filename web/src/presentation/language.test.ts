import { describe, expect, it } from 'vitest';
import { chooseLanguage, language } from './language.ts';

describe('the language of the page', () => {
  it.each([
    [['de'], 'de'],
    [['de-AT', 'en'], 'de'],
    [['DE-ch'], 'de'],
    [['en-US', 'de'], 'en'],
    [['fr', 'nl-NL', 'de-DE', 'en'], 'de'],
    [['fr', 'den'], 'en'],
    [[], 'en'],
  ] as const)('for a browser that wants %j is %s', (wanted, expected) => {
    expect(chooseLanguage(null, wanted)).toBe(expected);
  });

  it('is the one that was chosen by hand, whatever the browser wants', () => {
    expect(chooseLanguage('en', ['de'])).toBe('en');
    expect(chooseLanguage('de', ['en'])).toBe('de');
  });

  it('is the browser’s where what is kept is no language of ours', () => {
    expect(chooseLanguage('fr', ['de'])).toBe('de');
    expect(chooseLanguage('', ['de'])).toBe('de');
  });

  it('is English in tests, on every machine', () => {
    expect(language).toBe('en');
  });
});
