import { createECDH } from 'node:crypto';
import { CryptoError } from '#shared/crypto/cryptoError.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';

/**
 * The client's crypto with Node's P-256 in place of noble's: for tests of hundreds of enrolments that are about the
 * wire. Everything else uses what the page uses.
 */
export function createQuickCrypto(randomBytes: (length: number) => Uint8Array): Crypto {
  return {
    ...createNobleCrypto(randomBytes),
    p256GenerateKeyPair() {
      const ecdh = createECDH('prime256v1');
      // The first bit cleared keeps the scalar below the group's order; no secret of value hangs on it here.
      const privateKey = randomBytes(32);
      privateKey[0] = (privateKey[0] ?? 0) & 0x7f;
      ecdh.setPrivateKey(privateKey);
      return { privateKey, publicKey: new Uint8Array(ecdh.getPublicKey()) };
    },
    p256SharedX(privateKey, peerPublicKey) {
      const ecdh = createECDH('prime256v1');
      ecdh.setPrivateKey(privateKey);
      try {
        return new Uint8Array(ecdh.computeSecret(peerPublicKey));
      } catch (cause) {
        throw new CryptoError('P-256 key agreement refused a key', { cause });
      }
    },
  };
}
