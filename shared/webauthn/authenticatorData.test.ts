import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '#shared/bytes/concat.ts';
import { fromHex, toHex } from '#shared/bytes/hex.ts';
import type { CborKey, CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { buildCoseKeyMap, type CoseKey } from '#shared/cose/coseKey.ts';
import { AppError, CborError } from '#shared/failure/appError.ts';
import { parseAuthenticatorData } from './authenticatorData.ts';
import { CeremonyError } from './ceremonyError.ts';

const rpIdHash = new Uint8Array(32).fill(0xaa);
const aaguid = new Uint8Array(16).fill(0xbb);
const key: CoseKey = {
  kty: 2,
  alg: -7,
  crv: 1,
  x: new Uint8Array(32).fill(1),
  y: new Uint8Array(32).fill(2),
};
const keyBytes = encodeCbor(buildCoseKeyMap(key));
const extensions = new Map<CborKey, CborValue>([
  ['credProtect', 1],
  ['hmac-secret', true],
]);
const UP = 0x01;
const UV = 0x04;
const AT = 0x40;
const ED = 0x80;

function header(flags: number, signCount = 0): Uint8Array {
  const bytes = new Uint8Array(5);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, flags);
  view.setUint32(1, signCount);
  return concat(rpIdHash, bytes);
}

function credential(credentialId: Uint8Array, publicKey = keyBytes): Uint8Array {
  const { length } = credentialId;
  return concat(aaguid, Uint8Array.of(length >> 8, length & 0xff), credentialId, publicKey);
}

describe('parseAuthenticatorData', () => {
  it('reads the 37 bytes of an assertion', () => {
    expect(parseAuthenticatorData(header(UP, 0xfffffffe))).toStrictEqual({
      rpIdHash,
      flags: {
        userPresent: true,
        userVerified: false,
        backupEligible: false,
        backedUp: false,
        attestedCredentialDataIncluded: false,
        extensionDataIncluded: false,
      },
      signCount: 0xfffffffe,
    });
  });

  it.each([
    [0x00, []],
    [0x01, ['userPresent']],
    [0x04, ['userVerified']],
    [0x08, ['backupEligible']],
    [0x18, ['backupEligible', 'backedUp']],
    [0x22, []],
  ])('names the flags of %s', (byte, names) => {
    const { flags } = parseAuthenticatorData(header(byte));
    const set = Object.entries(flags).filter(([, isSet]) => isSet);
    expect(set.map(([name]) => name)).toStrictEqual(names);
  });

  it('reads credential and extensions of a registration', () => {
    const credentialId = fromHex('c0ffee');
    const bytes = concat(
      header(UP | UV | AT | ED, 7),
      credential(credentialId),
      encodeCbor(extensions),
    );
    const data = parseAuthenticatorData(bytes);
    expect(data.attestedCredentialData).toStrictEqual({
      aaguid,
      credentialId,
      publicKey: key,
      publicKeyBytes: keyBytes,
    });
    expect(data.extensions).toStrictEqual(extensions);
    expect(data.signCount).toBe(7);
  });

  it('reads extensions of an assertion, which has no credential', () => {
    const data = parseAuthenticatorData(concat(header(UP | ED), encodeCbor(extensions)));
    expect(data.extensions).toStrictEqual(extensions);
    expect(data.attestedCredentialData).toBeUndefined();
  });

  it('reads a view into a larger buffer, and shares no memory with it', () => {
    const bytes = concat(header(UP | AT), credential(fromHex('01')));
    const buffer = concat(Uint8Array.of(1, 2, 3), bytes, Uint8Array.of(4));
    const data = parseAuthenticatorData(buffer.subarray(3, 3 + bytes.length));
    buffer.fill(0xee);
    expect(data).toStrictEqual(parseAuthenticatorData(bytes));
  });

  it('takes credential IDs of 1 to 1023 bytes', () => {
    for (const length of [1, 1023]) {
      const bytes = concat(header(AT), credential(new Uint8Array(length)));
      const { attestedCredentialData } = parseAuthenticatorData(bytes);
      expect(attestedCredentialData?.credentialId).toHaveLength(length);
    }
    for (const length of [0, 1024, 0xffff]) {
      const bytes = concat(header(AT), credential(new Uint8Array(length)));
      expect(() => parseAuthenticatorData(bytes)).toThrow(CeremonyError);
    }
  });

  it('refuses it cut short at any byte', () => {
    const whole = concat(header(AT | ED), credential(fromHex('01')), encodeCbor(extensions));
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => parseAuthenticatorData(whole.subarray(0, length))).toThrow(AppError);
    }
  });

  it.each([
    ['one byte too many', concat(header(UP), Uint8Array.of(0))],
    ['a credential that is not announced', concat(header(UP), credential(fromHex('01')))],
    ['extensions that are not announced', concat(header(UP), encodeCbor(extensions))],
    ['a byte after the extensions', concat(header(ED), encodeCbor(extensions), Uint8Array.of(0))],
    ['a backup without eligibility', header(UP | 0x10)],
  ])('refuses %s', (_what, bytes) => {
    expect(() => parseAuthenticatorData(bytes)).toThrow(CeremonyError);
  });

  it.each([
    ['a public key that is not a map', credential(fromHex('01'), fromHex('01'))],
    ['a public key that is no key', credential(fromHex('01'), fromHex('a0'))],
    [
      'a public key in sloppy CBOR',
      credential(fromHex('01'), concat(fromHex('b805'), keyBytes.subarray(1))),
    ],
  ])('refuses %s', (_what, rest) => {
    expect(() => parseAuthenticatorData(concat(header(AT), rest))).toThrow(CborError);
  });

  it('reads sloppy CBOR when asked to', () => {
    const sloppy = concat(fromHex('b805'), keyBytes.subarray(1));
    const bytes = concat(header(AT), credential(fromHex('01'), sloppy));
    const data = parseAuthenticatorData(bytes, { canonical: false });
    expect(data.attestedCredentialData?.publicKey).toStrictEqual(key);
    expect(toHex(data.attestedCredentialData?.publicKeyBytes ?? fromHex(''))).toBe(toHex(sloppy));
  });

  it('refuses extensions that are not a map', () => {
    expect(() => parseAuthenticatorData(concat(header(ED), fromHex('80')))).toThrow(CborError);
  });

  it('never fails on arbitrary bytes by anything but an AppError', () => {
    const arbitrary = fc
      .tuple(fc.constantFrom(0, AT, ED, AT | ED), fc.uint8Array({ maxLength: 60 }))
      .map(([flags, rest]) => concat(header(flags), rest));
    fc.assert(
      fc.property(fc.oneof(arbitrary, fc.uint8Array({ maxLength: 60 })), (bytes) => {
        try {
          parseAuthenticatorData(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
