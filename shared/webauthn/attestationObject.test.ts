import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#shared/bytes/hex.ts';
import type { CborKey, CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { AppError, CborError } from '#shared/failure/appError.ts';
import { formatAaguid } from './aaguid.ts';
import { encodeAttestationObject, parseAttestationObject } from './attestationObject.ts';
import { CeremonyError } from './ceremonyError.ts';
import level3 from './vectors/webauthnLevel3.json' with { type: 'json' };

const bytes = fromHex(level3.registration.attestationObject);
const { authData } = parseAttestationObject(bytes);
const packed: CborMap = new Map<CborKey, CborValue>([
  ['x5c', [fromHex('3000')]],
  ['sig', fromHex('01')],
  ['alg', -7],
]);

function encodeParts(...members: [CborKey, CborValue][]): Uint8Array {
  return encodeCbor(
    new Map<CborKey, CborValue>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
      ...members,
    ]),
  );
}

describe('parseAttestationObject', () => {
  it('reads the example of WebAuthn Level 3', () => {
    const { fmt, attStmt, authenticatorData } = parseAttestationObject(bytes);
    const { rpIdHash, flags, signCount, attestedCredentialData } = authenticatorData;
    expect(fmt).toBe('none');
    expect(attStmt).toStrictEqual(new Map());
    expect(toHex(rpIdHash)).toBe(level3.rpIdHash);
    expect(flags).toMatchObject({ userPresent: true, userVerified: false, backedUp: true });
    expect(signCount).toBe(0);
    expect(formatAaguid(attestedCredentialData?.aaguid ?? new Uint8Array())).toBe(
      level3.registration.aaguid,
    );
    expect(toHex(attestedCredentialData?.credentialId ?? new Uint8Array())).toBe(
      level3.registration.credentialId,
    );
    expect(attestedCredentialData?.publicKey.alg).toBe(-7);
  });

  it.each([
    ['a fourth member', encodeParts(['ep', true])],
    ['a statement of "none" that is not empty', encodeParts(['attStmt', packed])],
    ['a format without a name', encodeParts(['fmt', ''])],
    ['a format name with a space', encodeParts(['fmt', 'no ne'])],
    ['a format name of 33 letters', encodeParts(['fmt', 'a'.repeat(33)])],
    ['authenticator data cut short', encodeParts(['authData', authData.subarray(1)])],
    ['authenticator data with a byte too many', encodeParts(['authData', fromHex('00')])],
  ])('refuses %s', (_what, object) => {
    expect(() => parseAttestationObject(object)).toThrow(AppError);
  });

  it.each([
    ['a number as format', encodeParts(['fmt', 1])],
    ['an array as statement', encodeParts(['attStmt', []])],
    ['text as authenticator data', encodeParts(['authData', 'x'])],
    ['an array', encodeCbor([])],
    ['a map without members', encodeCbor(new Map())],
    ['integer keys, which is the answer of makeCredential', encodeCbor(new Map([[1, 'none']]))],
    ['a byte after the object', new Uint8Array([...bytes, 0])],
  ])('refuses %s as malformed', (_what, object) => {
    expect(() => parseAttestationObject(object)).toThrow(CborError);
  });
});

describe('encodeAttestationObject', () => {
  it('writes the example of WebAuthn Level 3 byte for byte', () => {
    const object = encodeAttestationObject({ authData, attStmt: new Map(), fmt: 'none' });
    expect(toHex(object)).toBe(toHex(bytes));
  });

  it('writes statements in canonical order and keeps authenticator data as it is', () => {
    const object = encodeAttestationObject({ fmt: 'packed', authData, attStmt: packed });
    expect(toHex(object)).toContain('a363616c67266373696741016378356381423000');
    expect(parseAttestationObject(object)).toMatchObject({ fmt: 'packed', authData });
  });

  it('refuses a malformed format name and a statement of "none"', () => {
    const attStmt: CborMap = new Map();
    expect(() => encodeAttestationObject({ fmt: 'a"b', authData, attStmt })).toThrow(CeremonyError);
    expect(() => encodeAttestationObject({ fmt: 'none', authData, attStmt: packed })).toThrow(
      CeremonyError,
    );
  });
});
