import { concat } from '#shared/bytes/concat.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { AppError } from '#shared/failure/appError.ts';

/** The number by which a PIN/UV auth protocol goes on the wire. */
export type PinUvAuthProtocolId = 1 | 2;

/** What both sides know after the key agreement. Overwrite `sharedSecret` when it is no longer used. */
export interface Encapsulation {
  /** 65 bytes: 0x04, X, Y; goes to the key. */
  readonly platformPublicKey: Uint8Array;
  /** 32 bytes in protocol one; HMAC key and AES key, 32 bytes each, in protocol two. */
  readonly sharedSecret: Uint8Array;
}

/** The platform's operations of a PIN/UV auth protocol, named as in the specification. */
export interface PinUvAuthProtocol {
  readonly id: PinUvAuthProtocolId;
  /**
   * Makes a fresh key pair and agrees on a secret with the key.
   * @param peerPublicKey 65 bytes: 0x04, X, Y.
   * @throws CryptoError `crypto_invalid` for a point that is not on the curve
   */
  encapsulate(peerPublicKey: Uint8Array): Encapsulation;
  /** AES-256-CBC; `plaintext` is a multiple of 16 bytes. Protocol two puts a random IV before the result. */
  encrypt(sharedSecret: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /** @throws CryptoError `crypto_invalid` or AppError `response_invalid` for a length that cannot be right */
  decrypt(sharedSecret: Uint8Array, ciphertext: Uint8Array): Uint8Array;
  /** HMAC-SHA-256 by a shared secret or a pinUvAuthToken: 16 bytes in protocol one, 32 in protocol two. */
  authenticate(key: Uint8Array, message: Uint8Array): Uint8Array;
}

const BLOCK_BYTES = 16;
const KEY_BYTES = 32;
const SHORT_MAC_BYTES = 16;

/**
 * The platform side of PIN/UV auth protocol one or two.
 * @see CTAP 2.3 §6.5.6 (one), §6.5.7 (two)
 */
export function createPinUvAuthProtocol(
  id: PinUvAuthProtocolId,
  crypto: Crypto,
): PinUvAuthProtocol {
  return id === 1 ? createProtocolOne(crypto) : createProtocolTwo(crypto);
}

function createProtocolOne(crypto: Crypto): PinUvAuthProtocol {
  const zeroIv = new Uint8Array(BLOCK_BYTES);
  return {
    id: 1,
    encapsulate: (peerPublicKey) => encapsulate(crypto, peerPublicKey, (z) => crypto.sha256(z)),
    encrypt: (sharedSecret, plaintext) => crypto.aes256CbcEncrypt(sharedSecret, zeroIv, plaintext),
    decrypt: (sharedSecret, ciphertext) =>
      crypto.aes256CbcDecrypt(sharedSecret, zeroIv, ciphertext),
    authenticate: (key, message) => crypto.hmacSha256(key, message).slice(0, SHORT_MAC_BYTES),
  };
}

function createProtocolTwo(crypto: Crypto): PinUvAuthProtocol {
  const salt = new Uint8Array(KEY_BYTES);
  const hmacKeyInfo = utf8Encode('CTAP2 HMAC key');
  const aesKeyInfo = utf8Encode('CTAP2 AES key');
  const deriveSecret = (z: Uint8Array) =>
    concat(
      crypto.hkdfSha256(z, salt, hmacKeyInfo, KEY_BYTES),
      crypto.hkdfSha256(z, salt, aesKeyInfo, KEY_BYTES),
    );
  return {
    id: 2,
    encapsulate: (peerPublicKey) => encapsulate(crypto, peerPublicKey, deriveSecret),
    encrypt(sharedSecret, plaintext) {
      const iv = crypto.randomBytes(BLOCK_BYTES);
      const aesKey = sharedSecret.subarray(KEY_BYTES);
      return concat(iv, crypto.aes256CbcEncrypt(aesKey, iv, plaintext));
    },
    decrypt(sharedSecret, ciphertext) {
      if (ciphertext.length < BLOCK_BYTES) {
        throw new AppError('response_invalid', 'A ciphertext of protocol two begins with an IV');
      }
      const iv = ciphertext.subarray(0, BLOCK_BYTES);
      const aesKey = sharedSecret.subarray(KEY_BYTES);
      return crypto.aes256CbcDecrypt(aesKey, iv, ciphertext.subarray(BLOCK_BYTES));
    },
    // A shared secret is 64 bytes, of which the first half is the HMAC key; a token is 32 and stays whole.
    authenticate: (key, message) => crypto.hmacSha256(key.subarray(0, KEY_BYTES), message),
  };
}

function encapsulate(
  crypto: Crypto,
  peerPublicKey: Uint8Array,
  deriveSecret: (z: Uint8Array) => Uint8Array,
): Encapsulation {
  const { privateKey, publicKey } = crypto.p256GenerateKeyPair();
  const z = crypto.p256SharedX(privateKey, peerPublicKey);
  const sharedSecret = deriveSecret(z);
  privateKey.fill(0);
  z.fill(0);
  return { platformPublicKey: publicKey, sharedSecret };
}
