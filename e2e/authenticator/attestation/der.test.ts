import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#shared/bytes/hex.ts';
import { integer, objectIdentifier, octetString, time, utf8String } from './der.ts';

/** Encodings spelled out in X.690 and RFC 5280, or read from well-known certificates. */
describe('DER', () => {
  it.each([
    ['1.2.840.113549', '06062a864886f70d'],
    ['2.5.4.3', '0603550403'],
    ['1.3.6.1.4.1.45724.1.1.4', '060b2b0601040182e51c010104'],
  ])('writes the object identifier %s', (dotted, hex) => {
    expect(toHex(objectIdentifier(dotted))).toBe(hex);
  });

  it.each([
    ['00', '020100'],
    ['007f', '02017f'],
    ['80', '02020080'],
    ['000100', '02020100'],
  ])('writes the integer %s in its shortest form', (bytes, hex) => {
    expect(toHex(integer(fromHex(bytes)))).toBe(hex);
  });

  it('writes lengths in one, two and three bytes', () => {
    const header = (length: number) => toHex(octetString(new Uint8Array(length)).slice(0, 4));
    expect([header(127), header(128), header(256)]).toEqual(['047f0000', '04818000', '04820100']);
  });

  it('writes years from 2050 in full', () => {
    expect(toHex(time('20491231235959Z')).slice(0, 4)).toBe('170d');
    expect(toHex(time('20500101000000Z')).slice(0, 4)).toBe('180f');
    expect(toHex(utf8String('é'))).toBe('0c02c3a9');
  });
});
