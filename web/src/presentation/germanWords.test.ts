import { describe, expect, it } from 'vitest';
import { FAILURE_CODES, type FailureCode } from '#shared/failure/codes.ts';
import type { FailureWords } from './failureWords.ts';
import { germanWords } from './germanWords.ts';
import { digits, plural } from './numbers.de.ts';
import { allText } from './testing/allText.ts';

const failures: Readonly<Partial<Record<FailureCode, FailureWords>>> = {
  ...germanWords.keyFailureMessages,
  ...germanWords.serviceFailureMessages,
  ...germanWords.laterFailureMessages,
  ...germanWords.wayFailureMessages,
  ...germanWords.approvalFailureMessages,
  ...germanWords.lostKeyFailureMessages,
};
const text = allText(germanWords);

describe('the German words', () => {
  it('are many', () => {
    expect(text.length).toBeGreaterThan(1_000);
  });

  it.each(FAILURE_CODES)('of %s are a title and two sentences', (code) => {
    const { title, cause, next } = failures[code] ?? { title: '', cause: '', next: '' };
    expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
    expect(title.length).toBeLessThanOrEqual(60);
    expect(cause).toMatch(/^\p{Lu}.*\.$/u);
    expect(next).toMatch(/^\p{Lu}.*\.$/u);
    expect(`${title} ${cause} ${next}`).not.toMatch(/_|0x|CTAP|CBOR|\bUV\b|AAGUID/);
  });

  it('have German quotation marks, in pairs', () => {
    for (const word of text) {
      expect(word).not.toMatch(/[”"’]/);
      expect(word.match(/„/g)?.length).toBe(word.match(/“/g)?.length);
    }
  });

  it('say Sie, and nothing in English', () => {
    for (const word of text) {
      expect(word).not.toMatch(/\b(?:du|dein|deine|dir|dich)\b/i);
      expect(word).not.toMatch(/\b(?:the|this|that|and|of|your|you|with|key|keys|batch|tenant)\b/);
    }
  });

  it('have numbers and plurals as in German', () => {
    expect(digits(12_345)).toBe('12.345');
    expect(plural(1, 'Person', 'Personen')).toBe('Person');
    expect(plural(0, 'Person', 'Personen')).toBe('Personen');
    expect(germanWords.peopleMessages.results(1_200)).toBe('1.200 Personen gefunden');
  });
});
