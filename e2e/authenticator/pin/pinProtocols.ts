import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat } from '#shared/bytes/concat.ts';
import { hkdfSha256, hmacSha256, same, sha256 } from '../crypto/hash.ts';
import { demand } from '../ctapStatus.ts';
import type { RandomBytes } from '../ports.ts';

const AES_BLOCK = 16;
const KEY_BYTES = 32;

/** The authenticator's side of one PIN/UV auth protocol (CTAP 2.1 §6.5.6, §6.5.7). */
export interface PinProtocol {
  readonly id: number;
  /** @param x  the ECDH result. @returns the shared secret, 32 bytes (one) or HMAC key and AES key, 64 (two). */
  deriveSecret(x: Uint8Array): Uint8Array;
  encrypt(secret: Uint8Array, plain: Uint8Array, random: RandomBytes): Uint8Array;
  /** @throws StatusError PIN_AUTH_INVALID for a ciphertext of impossible length. */
  decrypt(secret: Uint8Array, cipher: Uint8Array): Uint8Array;
  /** `key` is a shared secret or a pinUvAuthToken. */
  verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

function cbc(
  mode: typeof createCipheriv | typeof createDecipheriv,
  key: Uint8Array,
  iv: Uint8Array,
  input: Uint8Array,
): Uint8Array {
  const cipher = mode('aes-256-cbc', key, iv);
  cipher.setAutoPadding(false);
  return new Uint8Array(Buffer.concat([cipher.update(input), cipher.final()]));
}

const ZERO_IV = new Uint8Array(AES_BLOCK);

const protocolOne: PinProtocol = {
  id: 1,
  deriveSecret: (x) => sha256(x),
  encrypt: (secret, plain) => cbc(createCipheriv, secret, ZERO_IV, plain),
  decrypt(secret, cipher) {
    demand(cipher.length % AES_BLOCK === 0, 'PIN_AUTH_INVALID');
    return cbc(createDecipheriv, secret, ZERO_IV, cipher);
  },
  verify: (key, message, signature) => same(hmacSha256(key, message).subarray(0, 16), signature),
};

const protocolTwo: PinProtocol = {
  id: 2,
  deriveSecret(x) {
    const salt = new Uint8Array(KEY_BYTES);
    return concat(
      hkdfSha256(x, salt, 'CTAP2 HMAC key', KEY_BYTES),
      hkdfSha256(x, salt, 'CTAP2 AES key', KEY_BYTES),
    );
  },
  encrypt(secret, plain, random) {
    const iv = random(AES_BLOCK);
    return concat(iv, cbc(createCipheriv, secret.subarray(KEY_BYTES), iv, plain));
  },
  decrypt(secret, cipher) {
    demand(cipher.length >= 2 * AES_BLOCK && cipher.length % AES_BLOCK === 0, 'PIN_AUTH_INVALID');
    const [iv, rest] = [cipher.subarray(0, AES_BLOCK), cipher.subarray(AES_BLOCK)];
    return cbc(createDecipheriv, secret.subarray(KEY_BYTES), iv, rest);
  },
  verify: (key, message, signature) =>
    same(hmacSha256(key.subarray(0, KEY_BYTES), message), signature),
};

export function pinProtocol(id: number): PinProtocol | undefined {
  return id === 1 ? protocolOne : id === 2 ? protocolTwo : undefined;
}
