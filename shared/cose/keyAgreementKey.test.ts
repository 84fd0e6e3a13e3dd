import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '#shared/bytes/concat.ts';
import { toHex } from '#shared/bytes/hex.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { CborError } from '#shared/failure/appError.ts';
import { decodeKeyAgreementKey, encodeKeyAgreementKey } from './keyAgreementKey.ts';

const point = Uint8Array.from({ length: 65 }, (_, index) => (index === 0 ? 4 : index));

describe('encodeKeyAgreementKey', () => {
  it('writes the five members that CTAP asks for, in canonical order', () => {
    const x = toHex(point.subarray(1, 33));
    const y = toHex(point.subarray(33));
    expect(toHex(encodeCbor(encodeKeyAgreementKey(point)))).toBe(
      `a501020338182001215820${x}225820${y}`,
    );
  });

  it.each([
    ['64 bytes', point.subarray(1)],
    ['a compressed point', concat(Uint8Array.of(2), point.subarray(1, 33))],
    ['another prefix', point.with(0, 5)],
  ])('takes %s for a mistake of the caller', (_what, bytes) => {
    expect(() => encodeKeyAgreementKey(bytes)).toThrow(TypeError);
  });
});

describe('decodeKeyAgreementKey', () => {
  it('is the inverse of encodeKeyAgreementKey, also over the wire', () => {
    const coordinates = fc.uint8Array({ minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(coordinates, (bytes) => {
        const publicKey = concat(Uint8Array.of(4), bytes);
        const received = decodeCbor(encodeCbor(encodeKeyAgreementKey(publicKey)));
        expect(received).toBeInstanceOf(Map);
        expect(decodeKeyAgreementKey(received as Map<number, number>)).toStrictEqual(publicKey);
      }),
    );
  });

  it('does not care for the algorithm, which old keys name differently or not at all', () => {
    const map = encodeKeyAgreementKey(point);
    expect(decodeKeyAgreementKey(map.set(3, -7))).toStrictEqual(point);
    map.delete(3);
    expect(decodeKeyAgreementKey(map)).toStrictEqual(point);
  });

  it.each([
    ['another key type', 1, 1],
    ['another curve', -1, 2],
    ['a short x', -2, new Uint8Array(31)],
    ['a long y', -3, new Uint8Array(33)],
    ['a compressed point', -3, false],
    ['an x that is text', -2, 'x'],
  ])('refuses %s', (_what, label, value) => {
    const map = encodeKeyAgreementKey(point).set(label, value);
    expect(() => decodeKeyAgreementKey(map)).toThrow(CborError);
  });

  it.each([1, -1, -2, -3])('refuses a key without member %s', (label) => {
    const map = encodeKeyAgreementKey(point);
    map.delete(label);
    expect(() => decodeKeyAgreementKey(map)).toThrow(CborError);
  });
});
