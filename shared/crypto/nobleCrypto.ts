import { cbc } from '@noble/ciphers/aes.js';
import { p256 } from '@noble/curves/nist.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { CryptoError } from './cryptoError.ts';
import type { Crypto } from './cryptoPort.ts';

const AES_BLOCK_BYTES = 16;
const AES_256_KEY_BYTES = 32;
/** More than the scalar's 32, so that reducing them modulo the group order leaves no bias (FIPS 186-5 A.2.1). */
const P256_SEED_BYTES = 48;
const P256_PRIVATE_KEY_BYTES = 32;
const P256_PUBLIC_KEY_BYTES = 65;
const UNCOMPRESSED_POINT = 0x04;

/**
 * Makes the {@link Crypto} of noble's audited pure-TypeScript primitives. WebCrypto would not do: its AES-CBC always pads,
 * and all of it is asynchronous.
 * @param randomBytes the platform's cryptographic generator; shared/ has none of its own.
 */
export function createNobleCrypto(randomBytes: (length: number) => Uint8Array): Crypto {
  return {
    randomBytes,
    sha256: (data) => sha256(data),
    hmacSha256: (key, data) => hmac(sha256, key, data),
    hkdfSha256: (ikm, salt, info, length) => hkdf(sha256, ikm, salt, info, length),
    aes256CbcEncrypt: (key, iv, data) => aes256Cbc(key, iv, data).encrypt(data),
    aes256CbcDecrypt: (key, iv, data) => aes256Cbc(key, iv, data).decrypt(data),
    p256GenerateKeyPair: () => {
      const seed = randomBytes(P256_SEED_BYTES);
      const { secretKey } = p256.keygen(seed);
      return { privateKey: secretKey, publicKey: p256.getPublicKey(secretKey, false) };
    },
    p256SharedX,
  };
}

function aes256Cbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array) {
  if (key.length !== AES_256_KEY_BYTES || iv.length !== AES_BLOCK_BYTES) {
    throw new CryptoError('AES-256-CBC needs a key of 32 bytes and an IV of 16');
  }
  if (data.length % AES_BLOCK_BYTES !== 0) {
    throw new CryptoError('AES-CBC without padding needs whole blocks of 16 bytes');
  }
  return cbc(key, iv, { disablePadding: true });
}

function p256SharedX(privateKey: Uint8Array, peerPublicKey: Uint8Array): Uint8Array {
  if (privateKey.length !== P256_PRIVATE_KEY_BYTES) {
    throw new CryptoError('P-256 private key is not 32 bytes');
  }
  if (peerPublicKey.length !== P256_PUBLIC_KEY_BYTES || peerPublicKey[0] !== UNCOMPRESSED_POINT) {
    throw new CryptoError('P-256 public key is not an uncompressed point');
  }
  try {
    // A compressed point is its sign byte and X, which is what both protocols derive their keys from.
    return p256.getSharedSecret(privateKey, peerPublicKey, true).slice(1);
  } catch (cause) {
    throw new CryptoError('P-256 key agreement refused a key', { cause });
  }
}
