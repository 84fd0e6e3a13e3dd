import { createPublicKey, verify } from 'node:crypto';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { COSE_ALGORITHM, COSE_KEY_TYPE } from '#shared/cose/coseAlgorithms.ts';
import { type VerifySignature, verifySignature } from '#shared/crypto/verifySignature.ts';

/** {@link verifySignature} with Node's OpenSSL for ES256, which is what Entra asks keys for: some twenty times as fast. */
export const verifyWithNode: VerifySignature = (key, data, signature) => {
  if (key.kty !== COSE_KEY_TYPE.EC2 || key.alg !== COSE_ALGORITHM.ES256) {
    return verifySignature(key, data, signature);
  }
  try {
    const jwk = { kty: 'EC', crv: 'P-256', x: toBase64Url(key.x), y: toBase64Url(key.y) };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    return verify('sha256', data, { key: publicKey, dsaEncoding: 'der' }, signature);
  } catch {
    // Not a point on the curve.
    return false;
  }
};
