import { concat } from '#shared/bytes/concat.ts';
import { getBytes, getInteger } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { CborError } from '#shared/failure/appError.ts';
import { COSE_ALGORITHM, COSE_CURVE, COSE_KEY_TYPE, COSE_LABEL } from './coseAlgorithms.ts';

const UNCOMPRESSED_POINT = 0x04;
const COORDINATE_BYTES = 32;
const PUBLIC_KEY_BYTES = 1 + 2 * COORDINATE_BYTES;

/**
 * Writes the platform's P-256 public key as the COSE_Key that authenticatorClientPIN and hmac-secret take.
 * @param publicKey 65 bytes: 0x04, X, Y.
 * @throws TypeError when it is not of that form.
 * @see CTAP 2.3 §6.5.6 getPublicKey
 */
export function encodeKeyAgreementKey(publicKey: Uint8Array): CborMap {
  if (publicKey.length !== PUBLIC_KEY_BYTES || publicKey[0] !== UNCOMPRESSED_POINT) {
    throw new TypeError('public key is not an uncompressed P-256 point');
  }
  return new Map<number, number | Uint8Array>([
    [COSE_LABEL.kty, COSE_KEY_TYPE.EC2],
    [COSE_LABEL.alg, COSE_ALGORITHM['ECDH-ES+HKDF-256']],
    [COSE_LABEL.crv, COSE_CURVE.P256],
    [COSE_LABEL.x, publicKey.slice(1, 1 + COORDINATE_BYTES)],
    [COSE_LABEL.y, publicKey.slice(1 + COORDINATE_BYTES)],
  ]);
}

/**
 * Reads the key that a key sent for key agreement. `alg` is not looked at: the specification says it is never used, and
 * old firmware differs. That the point is on the curve is for the key agreement to check.
 * @returns 65 bytes: 0x04, X, Y.
 * @throws CborError when it is not a P-256 key with two full coordinates.
 * @see CTAP 2.3 §6.5.6 encapsulate
 */
export function decodeKeyAgreementKey(map: CborMap): Uint8Array {
  if (
    getInteger(map, COSE_LABEL.kty) !== COSE_KEY_TYPE.EC2 ||
    getInteger(map, COSE_LABEL.crv) !== COSE_CURVE.P256
  ) {
    throw new CborError('key agreement key is not a P-256 key');
  }
  const x = getBytes(map, COSE_LABEL.x);
  const y = getBytes(map, COSE_LABEL.y);
  if (x.length !== COORDINATE_BYTES || y.length !== COORDINATE_BYTES) {
    throw new CborError('key agreement key has a coordinate of the wrong length');
  }
  return concat(Uint8Array.of(UNCOMPRESSED_POINT), x, y);
}
