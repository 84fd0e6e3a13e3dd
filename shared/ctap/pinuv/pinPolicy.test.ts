import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import { checkNewPin, normalizePin, padPin } from './pinPolicy.ts';

describe('a new PIN', () => {
  it.each([
    ['123', 4, 'pin_too_short'],
    ['1234', 4, undefined],
    ['12345', 6, 'pin_too_short'],
    ['😀😀😀', 4, 'pin_too_short'],
    ['😀😀😀😀', 4, undefined],
    ['1'.repeat(63), 4, undefined],
    ['1'.repeat(64), 4, 'pin_too_long'],
    ['é'.repeat(31), 4, undefined],
    ['é'.repeat(32), 4, 'pin_too_long'],
    ['1234\0', 4, 'pin_malformed'],
    ['12\x0034', 4, undefined],
    ['1234\ud800', 4, 'pin_malformed'],
  ])('%j with a minimum of %i gives %s', (pin, minPinLength, expected) => {
    expect(checkNewPin(pin, { minPinLength })).toBe(expected);
  });

  it('is counted in code points of its NFC, not as it was typed', () => {
    // Four letters with separate accents: eight code points before normalization.
    expect(checkNewPin('e\u0301e\u0301e\u0301', { minPinLength: 4 })).toBe('pin_too_short');
    expect(checkNewPin('e\u0301e\u0301e\u0301e\u0301', { minPinLength: 4 })).toBeUndefined();
  });

  it('never needs fewer than four code points, whatever the key says', () => {
    expect(checkNewPin('123', { minPinLength: 0 })).toBe('pin_too_short');
  });

  it('keeps to the maximum of the key', () => {
    expect(checkNewPin('1234567', { minPinLength: 4, maxPinLength: 6 })).toBe('pin_too_long');
    expect(checkNewPin('123456', { minPinLength: 4, maxPinLength: 6 })).toBeUndefined();
  });

  it('is shown to the list of weak PINs in NFC', () => {
    const seen: string[] = [];
    const isWeak = (pin: string) => seen.push(pin) > 0;
    expect(checkNewPin('e\u0301123', { minPinLength: 4, isWeak })).toBe('pin_weak');
    expect(seen).toEqual(['\u00e9123']);
  });
});

describe('padding', () => {
  it('gives 64 bytes from which the PIN can be read back, for every PIN that passes the check', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 0, maxLength: 70 }), (pin) => {
        if (checkNewPin(pin, { minPinLength: 4 }) !== undefined) {
          return;
        }
        const padded = padPin(pin);
        const bytes = utf8Encode(normalizePin(pin));
        expect(padded).toHaveLength(64);
        expect(padded.slice(0, bytes.length)).toEqual(bytes);
        expect(padded.slice(bytes.length).every((byte) => byte === 0)).toBe(true);
        expect(padded.findLastIndex((byte) => byte !== 0)).toBe(bytes.length - 1);
      }),
    );
  });

  it('refuses what no key could take', () => {
    expect(() => padPin('1'.repeat(64))).toThrow(expect.objectContaining({ code: 'pin_too_long' }));
    expect(() => padPin('1234\0')).toThrow(expect.objectContaining({ code: 'pin_malformed' }));
    expect(() => padPin('1234\ud800')).toThrow(expect.objectContaining({ code: 'pin_malformed' }));
  });
});
