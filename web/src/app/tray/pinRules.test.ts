import { describe, expect, it } from 'vitest';
import type { PinQuestion } from '#web/usecases/enrolmentRun.ts';
import { mayUsePin, pinRules } from './pinRules.ts';

const question: PinQuestion = {
  purpose: 'new',
  minPinLength: 6,
  maxPinLength: null,
  pinRetries: null,
  failure: null,
};

const met = (pin: string, repeated = pin, asked = question) =>
  pinRules(asked, pin, repeated).map(({ isMet }) => isMet);

describe('the rules beside a new PIN', () => {
  it('are all open before anything is typed', () => {
    expect(met('')).toEqual([false, false, false]);
  });

  it('are all met by a good PIN that was typed twice', () => {
    expect(met('294716')).toEqual([true, true, true]);
    expect(mayUsePin(question, '294716', '294716')).toBe(true);
  });

  it('count characters as a person does, not code units', () => {
    expect(met('🗝🚪🪟🌂🧭')[0]).toBe(false);
    expect(met('🗝🚪🪟🌂🧭🪴')[0]).toBe(true);
  });

  it('see a weak PIN, a different repetition, and a length the key does not take', () => {
    expect(met('123456')).toEqual([true, false, true]);
    expect(met('294716', '294717')).toEqual([true, true, false]);
    expect(mayUsePin(question, '294716', '294717')).toBe(false);
    expect(met('294716294', '294716294', { ...question, maxPinLength: 8 })[1]).toBe(false);
  });

  it('speak of bytes only when there are too many', () => {
    expect(met('é🗝'.repeat(11))).toHaveLength(4);
    expect(mayUsePin(question, 'é🗝'.repeat(11), 'é🗝'.repeat(11))).toBe(false);
  });
});
