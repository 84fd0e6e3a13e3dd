import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import {
  createFixedCrypto,
  keyPublicKey,
  message,
  pinFixtures,
  platformPublicKey,
} from '../testing/pinFixture.ts';
import { createPinUvAuthProtocol } from './pinUvAuthProtocol.ts';

for (const fixture of pinFixtures) {
  describe(`PIN/UV auth protocol ${fixture.protocol}`, () => {
    const protocol = createPinUvAuthProtocol(fixture.protocol, createFixedCrypto());

    it('agrees on the secret of the vector', () => {
      expect(protocol.encapsulate(keyPublicKey)).toEqual({
        platformPublicKey,
        sharedSecret: fixture.sharedSecret,
      });
    });

    it('encrypts and decrypts the token of the vector', () => {
      expect(protocol.encrypt(fixture.sharedSecret, fixture.token)).toEqual(fixture.encryptedToken);
      expect(protocol.decrypt(fixture.sharedSecret, fixture.encryptedToken)).toEqual(fixture.token);
    });

    it('authenticates by a token and by the shared secret', () => {
      expect(protocol.authenticate(fixture.token, utf8Encode(message))).toEqual(
        fixture.pinUvAuthParam,
      );
      const { newPinEnc, pinUvAuthParam } = fixture.setPin;
      expect(protocol.authenticate(fixture.sharedSecret, newPinEnc)).toEqual(pinUvAuthParam);
    });

    it('decrypts whatever it encrypted', () => {
      const blocks = fc
        .integer({ min: 0, max: 6 })
        .chain((count) => fc.uint8Array({ minLength: count * 16, maxLength: count * 16 }));
      fc.assert(
        fc.property(blocks, (plaintext) => {
          const ciphertext = protocol.encrypt(fixture.sharedSecret, plaintext);
          expect(protocol.decrypt(fixture.sharedSecret, ciphertext)).toEqual(plaintext);
        }),
      );
    });

    it('refuses a peer key that is not on the curve', () => {
      const offCurve = keyPublicKey.slice();
      offCurve[64] = (offCurve[64] ?? 0) ^ 1;
      expect(() => protocol.encapsulate(offCurve)).toThrow(
        expect.objectContaining({ code: 'crypto_invalid' }),
      );
    });

    it('refuses ciphertexts of a length that cannot be', () => {
      expect(() => protocol.decrypt(fixture.sharedSecret, new Uint8Array(15))).toThrow();
      expect(() => protocol.decrypt(fixture.sharedSecret, new Uint8Array(33))).toThrow();
    });
  });
}
