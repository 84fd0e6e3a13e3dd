import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import { fromHex, toHex } from './hex.ts';

describe('hex', () => {
  it('writes two lower-case digits a byte', () => {
    expect(toHex(Uint8Array.of(0, 1, 0x0a, 0xff))).toBe('00010aff');
  });

  it('reads digits of either case', () => {
    expect(fromHex('00Ff0a')).toStrictEqual(Uint8Array.of(0, 255, 10));
    expect(fromHex('')).toStrictEqual(new Uint8Array());
  });

  it.each(['0', 'abc', 'zz', '0x00', '00 01', ' 00', '00\n', '-1', '+1', '０0'])(
    'refuses %j',
    (text) => {
      expect(() => fromHex(text)).toThrow(AppError);
    },
  );

  it('gives back what it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });
});
