import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { fromHex, toHex } from '#shared/bytes/hex.ts';
import { CeremonyError } from './ceremonyError.ts';
import { decodeCredentialId, decodeCredentialIds } from './credentialId.ts';

/** ASP.NET's UrlTokenEncode: base64url and a digit that counts the padding left out. */
function toUrlToken(bytes: Uint8Array): string {
  return `${toBase64Url(bytes)}${(3 - (bytes.length % 3)) % 3}`;
}

const credentialIds = fc.uint8Array({ minLength: 1, maxLength: 100 });

describe('decodeCredentialId', () => {
  it('reads base64url and padded base64', () => {
    fc.assert(
      fc.property(credentialIds, (bytes) => {
        expect(decodeCredentialId(toBase64Url(bytes))).toEqual(bytes);
        expect(decodeCredentialId(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
      }),
    );
  });

  it('reads the form of ASP.NET wherever it cannot be base64url', () => {
    const certain = credentialIds.filter((bytes) => bytes.length % 3 !== 2);
    fc.assert(
      fc.property(certain, (bytes) => {
        expect(decodeCredentialIds(toUrlToken(bytes))).toEqual([bytes]);
      }),
    );
  });

  it('reads the id that Graph documents, 16 bytes in the form of ASP.NET', () => {
    expect(toHex(decodeCredentialId('-2_GRUg2-HYz6_1YG4YRAQ2'))).toBe(
      'fb6fc6454836f87633ebfd581b861101',
    );
  });

  it('reads padded base64url too', () => {
    expect(decodeCredentialId('-_8=')).toStrictEqual(fromHex('fbff'));
  });

  it.each([
    ['nothing', ''],
    ['padding only', '=='],
    ['too much padding', 'AAAA===='],
    ['padding that does not fit', 'AA='],
    ['padding inside', 'AA==AA'],
    ['white space', 'AA A'],
    ['a stray bit', 'AB'],
    ['a wrong count of padding', 'AAAA2'],
    ['one letter', 'A'],
    ['letters beyond ASCII', 'ÄÄÄÄ'],
    ['1024 bytes', toBase64Url(new Uint8Array(1024))],
  ])('refuses %s', (_what, text) => {
    expect(() => decodeCredentialId(text)).toThrow(CeremonyError);
    expect(decodeCredentialIds(text)).toStrictEqual([]);
  });
});

describe('decodeCredentialIds', () => {
  it('gives both readings of a text that may be either, base64url first', () => {
    const bytes = fromHex('0102030405');
    expect(decodeCredentialIds(toUrlToken(bytes)).map(toHex)).toStrictEqual([
      '010203040535',
      '0102030405',
    ]);
  });

  it('always has the right reading among its readings', () => {
    fc.assert(
      fc.property(credentialIds, (bytes) => {
        expect(decodeCredentialIds(toUrlToken(bytes)).map(toHex)).toContain(toHex(bytes));
      }),
    );
  });
});
