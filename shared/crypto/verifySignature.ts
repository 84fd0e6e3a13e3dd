import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { concat } from '#shared/bytes/concat.ts';
import { COSE_ALGORITHM, COSE_KEY_TYPE } from '#shared/cose/coseAlgorithms.ts';
import type { CoseKey, Ec2CoseKey } from '#shared/cose/coseKey.ts';
import { AppError } from '#shared/failure/appError.ts';

const UNCOMPRESSED_POINT = Uint8Array.of(0x04);

/** What {@link verifySignature} does, also where the platform does it. */
export type VerifySignature = (key: CoseKey, data: Uint8Array, signature: Uint8Array) => boolean;

/**
 * Verifies a signature as WebAuthn makes them: ES256 as a DER sequence over SHA-256 of `data`, EdDSA as 64 raw bytes.
 * @returns `false` also for a malformed signature and for a key that is not a point on its curve.
 * @throws AppError `algorithm_unsupported` for every other algorithm, which is no statement about the signature.
 * @see WebAuthn L3 §6.5.5
 */
export function verifySignature(key: CoseKey, data: Uint8Array, signature: Uint8Array): boolean {
  if (key.kty === COSE_KEY_TYPE.EC2 && key.alg === COSE_ALGORITHM.ES256) {
    return verifyEs256(key, data, signature);
  }
  if (key.kty === COSE_KEY_TYPE.OKP && key.alg === COSE_ALGORITHM.EdDSA) {
    // RFC 8032 as it is written: no leniency for odd encodings of points.
    return refusesAsFalse(() => ed25519.verify(signature, data, key.x, { zip215: false }));
  }
  throw new AppError('algorithm_unsupported', 'signatures of this algorithm cannot be verified');
}

function verifyEs256(key: Ec2CoseKey, data: Uint8Array, signature: Uint8Array): boolean {
  const publicKey = concat(UNCOMPRESSED_POINT, key.x, key.y);
  // Security keys do not normalise S, so both halves of its range are right.
  return refusesAsFalse(() =>
    p256.verify(signature, data, publicKey, { format: 'der', lowS: false }),
  );
}

/** noble throws on input it cannot read; to a verifier that is a signature that does not hold. */
function refusesAsFalse(verify: () => boolean): boolean {
  try {
    return verify();
  } catch {
    return false;
  }
}
