import { describe, expect, it } from 'vitest';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import {
  keyCoseKey,
  keyPublicKey,
  platformCoseKey,
  platformPublicKey,
} from '../testing/pinFixture.ts';
import { parseFingerprintSensor } from './bioEnrollment.ts';
import {
  buildClientPinRequest,
  parseEncryptedToken,
  parseKeyAgreement,
  parsePinRetries,
  parseUvRetries,
} from './clientPin.ts';
import {
  parseCredentialsMetadata,
  parseStoredCredential,
  parseStoredRp,
} from './credentialManagement.ts';
import { parseFingerprintSample } from './fingerprintSample.ts';
import { parseGetAssertionResponse } from './getAssertion.ts';
import { buildLargeBlobsGetRequest, parseLargeBlobsResponse } from './largeBlobs.ts';
import { parseMakeCredentialResponse } from './makeCredential.ts';

function map(...members: [number | string, CborValue][]): CborMap {
  return new Map(members);
}

const PARSERS = {
  parseCredentialsMetadata,
  parseEncryptedToken,
  parseFingerprintSample,
  parseFingerprintSensor,
  parseGetAssertionResponse,
  parseKeyAgreement,
  parseLargeBlobsResponse,
  parseMakeCredentialResponse,
  parsePinRetries,
  parseStoredCredential,
  parseStoredRp,
  parseUvRetries,
} as const;

describe('every answer goes through a schema', () => {
  for (const [name, parse] of Object.entries(PARSERS)) {
    it(`${name} refuses an empty map and members of another type`, () => {
      const refusal = expect.objectContaining({ code: 'cbor_invalid' });
      expect(() => parse(map())).toThrow(refusal);
      const texts = Array.from({ length: 12 }, (_, key): [number, CborValue] => [key, null]);
      expect(() => parse(map(...texts))).toThrow(refusal);
    });
  }

  it('reads what clientPIN answers', () => {
    expect(parsePinRetries(map([3, 8]))).toEqual({ pinRetries: 8, powerCycleState: undefined });
    expect(parsePinRetries(map([3, 5], [4, true]))).toEqual({
      pinRetries: 5,
      powerCycleState: true,
    });
    expect(parseUvRetries(map([5, 2]))).toBe(2);
    expect(parseKeyAgreement(map([1, keyCoseKey]))).toEqual(keyPublicKey);
    expect(parseEncryptedToken(map([2, Uint8Array.of(7)]))).toEqual(Uint8Array.of(7));
  });

  it('reads what credential management and the sensor answer', () => {
    expect(parseCredentialsMetadata(map([1, 1], [2, 24]))).toEqual({
      existingCredentials: 1,
      maxPossibleRemainingCredentials: 24,
    });
    const id = Uint8Array.of(1);
    const stored = map(
      [6, map(['id', id])],
      [7, map(['id', id], ['type', 'public-key'])],
      [12, true],
    );
    expect(parseStoredCredential(stored)).toMatchObject({
      thirdPartyPayment: true,
      publicKey: undefined,
    });
    expect(parseFingerprintSensor(map([2, 2], [3, 4]))).toMatchObject({
      maxFriendlyNameBytes: undefined,
    });
    expect(parseLargeBlobsResponse(map([1, id]))).toEqual(id);
  });
});

describe('requests', () => {
  it('of clientPIN always carry the protocol, which keys of CTAP 2.0 demand', () => {
    expect(buildClientPinRequest(1, 1)).toEqual({
      command: 0x06,
      subCommand: 1,
      parameters: map([1, 1], [2, 1]),
    });
    const members = { keyAgreement: platformPublicKey, permissions: 3, rpId: 'example.com' };
    expect(buildClientPinRequest(2, 6, members).parameters).toEqual(
      map([1, 2], [2, 6], [3, platformCoseKey], [9, 3], [10, 'example.com']),
    );
  });

  it('of large blobs name length and offset', () => {
    expect(buildLargeBlobsGetRequest(960, 100).parameters).toEqual(map([1, 100], [3, 960]));
  });
});
