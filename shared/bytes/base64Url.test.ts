import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import { fromBase64Url, toBase64Url } from './base64Url.ts';
import { fromHex } from './hex.ts';
import { utf8Encode } from './utf8.ts';

// RFC 4648 §10, without the padding, and the two letters that differ from plain base64.
const examples = [
  ['', ''],
  ['f', 'Zg'],
  ['fo', 'Zm8'],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg'],
  ['fooba', 'Zm9vYmE'],
  ['foobar', 'Zm9vYmFy'],
] as const;

describe('base64url', () => {
  it.each(examples)('writes and reads the RFC 4648 example %j as %j', (text, encoded) => {
    expect(toBase64Url(utf8Encode(text))).toBe(encoded);
    expect(fromBase64Url(encoded)).toStrictEqual(utf8Encode(text));
  });

  it('uses the letters - and _', () => {
    expect(toBase64Url(fromHex('fbefbeffffff'))).toBe('----____');
    expect(fromBase64Url('----____')).toStrictEqual(fromHex('fbefbeffffff'));
  });

  it.each([
    ['padding', 'Zg=='],
    ['letters of plain base64', '++//'],
    ['white space', 'Zm 9v'],
    ['a line end', 'Zm9v\n'],
    ['a length that no byte string has', 'Zm9vY'],
    ['a single letter', 'A'],
    ['stray bits after one byte', 'Zh'],
    ['stray bits after two bytes', 'Zm9'],
    ['a letter beyond ASCII', 'Zm9ü'],
    ['a letter beyond the first plane', '𝒜mm'],
  ])('refuses %s', (_what, text) => {
    expect(() => fromBase64Url(text)).toThrow(AppError);
  });

  it('agrees with the platform and gives back what it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });

  it('has one text for each byte string: what it reads, it writes the same', () => {
    const letters = fc.constantFrom(...Array.from('AQgw019_-azZ=+ '));
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 8 }), (text) => {
        let bytes: Uint8Array;
        try {
          bytes = fromBase64Url(text);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          return;
        }
        expect(toBase64Url(bytes)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});
