/** COSE algorithm identifiers that keys offer or sign with. @see IANA COSE Algorithms registry */
export const COSE_ALGORITHM = {
  /** ECDSA on P-256 with SHA-256. */
  ES256: -7,
  /** Ed25519, by its old polymorphic name. */
  EdDSA: -8,
  /** What CTAP2 writes into the keys of a PIN/UV key agreement, although they are used otherwise (CTAP 2.3 §6.5.6). */
  'ECDH-ES+HKDF-256': -25,
  /** ECDSA on P-384 with SHA-384. */
  ES384: -35,
  /** ECDSA on P-521 with SHA-512. */
  ES512: -36,
  /** ECDSA on secp256k1 with SHA-256. */
  ES256K: -47,
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  RS256: -257,
} as const;

/** COSE key types. @see IANA COSE Key Types registry */
export const COSE_KEY_TYPE = { OKP: 1, EC2: 2, RSA: 3 } as const;

/** COSE elliptic curves. @see IANA COSE Elliptic Curves registry */
export const COSE_CURVE = { P256: 1, P384: 2, P521: 3, Ed25519: 6, secp256k1: 8 } as const;

/** Labels of COSE_Key members; negative ones belong to the key type. @see RFC 9052 §7.1, RFC 9053 §7, RFC 8230 §4 */
export const COSE_LABEL = { kty: 1, alg: 3, crv: -1, x: -2, y: -3, n: -1, e: -2 } as const;
