/** A P-256 key pair. */
export interface P256KeyPair {
  /** 32 bytes, a scalar between 1 and n-1. Overwrite it when the key agreement is done. */
  readonly privateKey: Uint8Array;
  /** 65 bytes: 0x04, X, Y. */
  readonly publicKey: Uint8Array;
}

/**
 * The primitives of PIN/UV auth protocols one and two and of WebAuthn. All are synchronous; inputs are left as they are
 * and results share no memory with them.
 */
export interface Crypto {
  /** `length` bytes from the platform's cryptographic generator. */
  randomBytes(length: number): Uint8Array;
  /** SHA-256, 32 bytes. */
  sha256(data: Uint8Array): Uint8Array;
  /** HMAC-SHA-256 (RFC 2104), 32 bytes; protocol one uses the first 16. */
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** HKDF-SHA-256 (RFC 5869), extract and expand, `length` bytes. */
  hkdfSha256(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array;
  /**
   * AES-256-CBC without padding: `key` 32 bytes, `iv` 16, `data` a multiple of 16.
   * @throws CryptoError `crypto_invalid` on other lengths.
   */
  aes256CbcEncrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array;
  /** The inverse of {@link Crypto.aes256CbcEncrypt}; same lengths, same error. */
  aes256CbcDecrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array;
  /** A fresh P-256 key pair. */
  p256GenerateKeyPair(): P256KeyPair;
  /**
   * The X coordinate of the shared point of ECDH, 32 bytes with its leading zeros. Use it only as input of a KDF.
   * @throws CryptoError `crypto_invalid` when the peer's key is not 65 uncompressed bytes of a point on the curve.
   */
  p256SharedX(privateKey: Uint8Array, peerPublicKey: Uint8Array): Uint8Array;
}
