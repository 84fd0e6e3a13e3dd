import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { fromHex } from '#shared/bytes/hex.ts';
import { asMap } from '#shared/cbor/cborMap.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { parseCoseKey } from '#shared/cose/coseKey.ts';
import { CeremonyError } from './ceremonyError.ts';
import level3 from './vectors/webauthnLevel3.json' with { type: 'json' };
import { verifyAssertion } from './verifyAssertion.ts';

type AssertionVector = (typeof level3.assertions)[number];

function readAssertion(vector: AssertionVector) {
  return {
    publicKey: parseCoseKey(asMap(decodeCbor(fromHex(vector.publicKey)))),
    authData: fromHex(vector.authData),
    clientDataHash: new Uint8Array(
      createHash('sha256').update(fromHex(vector.clientDataJson)).digest(),
    ),
    signature: fromHex(vector.signature),
    rpIdHash: fromHex(level3.rpIdHash),
    requireUp: true,
    requireUv: vector.userVerified,
  };
}

const proofFailed = expect.objectContaining({ code: 'proof_failed' });

describe.each(level3.assertions)('verifyAssertion on the example $what', (vector) => {
  const assertion = readAssertion(vector);

  it('accepts it and gives its authenticator data', () => {
    const { flags, signCount } = verifyAssertion(assertion);
    expect(flags).toMatchObject({ userPresent: true, userVerified: vector.userVerified });
    expect(signCount).toBe(0);
  });

  it('refuses it for another relying party', () => {
    const rpIdHash = assertion.rpIdHash.with(31, 0);
    expect(() => verifyAssertion({ ...assertion, rpIdHash })).toThrow(proofFailed);
    expect(() => verifyAssertion({ ...assertion, rpIdHash: new Uint8Array() })).toThrow(
      proofFailed,
    );
  });

  it('refuses it for other client data', () => {
    const clientDataHash = assertion.clientDataHash.with(0, 0);
    expect(() => verifyAssertion({ ...assertion, clientDataHash })).toThrow(proofFailed);
  });

  it('refuses it with another sign count', () => {
    const authData = assertion.authData.with(36, 1);
    expect(() => verifyAssertion({ ...assertion, authData })).toThrow(proofFailed);
  });

  it('refuses it with another signature', () => {
    const signature = assertion.signature.with(20, (assertion.signature[20] ?? 0) ^ 1);
    expect(() => verifyAssertion({ ...assertion, signature })).toThrow(proofFailed);
  });

  it('refuses malformed authenticator data', () => {
    const authData = concat(assertion.authData, Uint8Array.of(0));
    expect(() => verifyAssertion({ ...assertion, authData })).toThrow(CeremonyError);
  });

  it('takes a hash of another length for a mistake of the caller', () => {
    const clientDataHash = new Uint8Array(31);
    expect(() => verifyAssertion({ ...assertion, clientDataHash })).toThrow(TypeError);
  });
});

describe('verifyAssertion', () => {
  const [touched, verified] = level3.assertions.map(readAssertion);

  it('refuses an assertion without the user verification asked for', () => {
    expect(touched).toBeDefined();
    expect(() => touched && verifyAssertion({ ...touched, requireUv: true })).toThrow(proofFailed);
  });

  it('refuses an assertion of another credential', () => {
    expect(touched).toBeDefined();
    expect(verified).toBeDefined();
    expect(
      () => touched && verified && verifyAssertion({ ...verified, publicKey: touched.publicKey }),
    ).toThrow(proofFailed);
  });

  it('accepts an assertion without touch only when none was asked for', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const rpIdHash = fromHex(level3.rpIdHash);
    const authData = concat(rpIdHash, fromHex('0400000009'));
    const clientDataHash = new Uint8Array(32);
    const assertion = {
      publicKey: { kty: 1, alg: -8, crv: 6, x: fromBase64Url(x) },
      authData,
      clientDataHash,
      signature: sign(null, concat(authData, clientDataHash), privateKey),
      rpIdHash,
      requireUv: true,
    } as const;
    expect(verifyAssertion({ ...assertion, requireUp: false })).toMatchObject({ signCount: 9 });
    expect(() => verifyAssertion({ ...assertion, requireUp: true })).toThrow(proofFailed);
  });

  it('says that it cannot verify an algorithm, and not that the proof failed', () => {
    expect(touched).toBeDefined();
    const publicKey = {
      kty: 3,
      alg: -257,
      n: new Uint8Array(256),
      e: fromHex('010001'),
    } as const;
    expect(() => touched && verifyAssertion({ ...touched, publicKey })).toThrow(
      expect.objectContaining({ code: 'algorithm_unsupported' }),
    );
  });
});
