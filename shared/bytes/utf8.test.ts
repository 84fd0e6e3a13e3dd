import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import { fromHex } from './hex.ts';
import { isWellFormed, utf8Decode, utf8Encode } from './utf8.ts';

describe('utf8', () => {
  it('gives back what it wrote, a byte order mark included', () => {
    expect(utf8Decode(utf8Encode('\ufeffaä水😀'))).toBe('\ufeffaä水😀');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Decode(utf8Encode(text))).toBe(text);
      }),
    );
  });

  it('reads a view by its own range', () => {
    expect(utf8Decode(fromHex('ff6162ff').subarray(1, 3))).toBe('ab');
  });

  it.each([
    ['a continuation byte alone', '80'],
    ['a sequence cut short', 'e6b0'],
    ['an overlong form', 'c080'],
    ['half a surrogate pair', 'eda080'],
    ['a code point beyond U+10FFFF', 'f4908080'],
    ['a byte that UTF-8 never has', 'ff'],
  ])('refuses %s', (_what, hex) => {
    expect(() => utf8Decode(fromHex(hex))).toThrow(AppError);
  });

  it.each(['\ud800', 'a\udc00', '\udc00\ud800'])('refuses to write half of a pair: %j', (text) => {
    expect(isWellFormed(text)).toBe(false);
    expect(() => utf8Encode(text)).toThrow(AppError);
  });
});
