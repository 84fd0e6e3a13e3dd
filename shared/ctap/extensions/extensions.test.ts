import { describe, expect, it } from 'vitest';
import { concat } from '#shared/bytes/concat.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { createPinUvAuthProtocol } from '../pinuv/pinUvAuthProtocol.ts';
import {
  createFixedCrypto,
  pinFixtures,
  platformCoseKey,
  platformPublicKey,
} from '../testing/pinFixture.ts';
import {
  credBlobInput,
  getCredBlobInput,
  parseCredBlobOutput,
  parseCredBlobStored,
} from './credBlob.ts';
import { CRED_PROTECT, credProtectInput, parseCredProtectOutput } from './credProtect.ts';
import { buildExtensions } from './extensionInput.ts';
import {
  buildHmacSecretInput,
  decryptHmacSecretOutput,
  hmacSecretCreateInput,
  parseHmacSecretCreated,
} from './hmacSecret.ts';
import { largeBlobKeyInput } from './largeBlobKey.ts';
import { minPinLengthInput, parseMinPinLengthOutput } from './minPinLength.ts';

describe('extensions', () => {
  it('are asked for by name in one map', () => {
    const inputs = buildExtensions(
      credProtectInput(CRED_PROTECT.userVerificationRequired),
      minPinLengthInput(),
      credBlobInput(Uint8Array.of(1)),
      largeBlobKeyInput(),
      hmacSecretCreateInput(),
    );
    expect(Object.fromEntries(inputs)).toEqual({
      credProtect: 3,
      minPinLength: true,
      credBlob: Uint8Array.of(1),
      largeBlobKey: true,
      'hmac-secret': true,
    });
    expect(getCredBlobInput()).toEqual(['credBlob', true]);
  });

  it('are read from authenticator data, present or not', () => {
    const outputs: CborMap = new Map([
      ['credProtect', 2],
      ['minPinLength', 6],
      ['hmac-secret', true],
      ['credBlob', true],
    ] as [string, number | boolean][]);
    expect(parseCredProtectOutput(outputs)).toBe(2);
    expect(parseMinPinLengthOutput(outputs)).toBe(6);
    expect(parseHmacSecretCreated(outputs)).toBe(true);
    expect(parseCredBlobStored(outputs)).toBe(true);
    const none: CborMap = new Map();
    expect(parseCredProtectOutput(none)).toBeUndefined();
    expect(parseMinPinLengthOutput(none)).toBeUndefined();
    expect(parseHmacSecretCreated(none)).toBe(false);
    expect(parseCredBlobStored(none)).toBe(false);
    expect(parseCredBlobOutput(new Map([['credBlob', Uint8Array.of(4)]]))).toEqual(
      Uint8Array.of(4),
    );
  });
});

for (const fixture of pinFixtures) {
  describe(`hmac-secret with protocol ${fixture.protocol}`, () => {
    const protocol = createPinUvAuthProtocol(fixture.protocol, createFixedCrypto());
    const { sharedSecret } = fixture;
    const agreement = { platformPublicKey, sharedSecret };
    const salt1 = new Uint8Array(32).fill(1);
    const salt2 = new Uint8Array(32).fill(2);

    it('sends the salts encrypted and authenticated', () => {
      const input = buildHmacSecretInput(protocol, agreement, [salt1, salt2]);
      const saltEnc = protocol.encrypt(sharedSecret, concat(salt1, salt2));
      expect(input.get(1)).toEqual(platformCoseKey);
      expect(input.get(2)).toEqual(saltEnc);
      expect(input.get(3)).toEqual(protocol.authenticate(sharedSecret, saltEnc));
      expect(input.get(4)).toBe(fixture.protocol === 2 ? 2 : undefined);
    });

    it('decrypts one secret for each salt, and refuses another number', () => {
      const output: CborMap = new Map([
        ['hmac-secret', protocol.encrypt(sharedSecret, concat(salt1, salt2))],
      ]);
      expect(decryptHmacSecretOutput(protocol, sharedSecret, output, 2)).toEqual([salt1, salt2]);
      expect(() => decryptHmacSecretOutput(protocol, sharedSecret, output, 1)).toThrow();
      expect(decryptHmacSecretOutput(protocol, sharedSecret, new Map(), 1)).toBeUndefined();
    });

    it('refuses a salt that is not 32 bytes', () => {
      expect(() => buildHmacSecretInput(protocol, agreement, [new Uint8Array(31)])).toThrow(
        TypeError,
      );
    });
  });
}
