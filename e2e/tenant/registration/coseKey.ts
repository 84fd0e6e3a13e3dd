import { createPublicKey, type KeyObject } from 'node:crypto';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { badRequest } from '../graph/graphError.ts';

export const ES256 = -7;
const RS256 = -257;

/** What `pubKeyCredParams` offers; nothing else may come back. */
export const OFFERED_ALGORITHMS: readonly number[] = [ES256, RS256];

const LABEL = { kty: 1, alg: 3, crv: -1, x: -2, y: -3, n: -1, e: -2 } as const;
const KTY_EC2 = 2;
const KTY_RSA = 3;
const CRV_P256 = 1;

/** A credential's public key, usable with node:crypto. */
export interface CredentialKey {
  readonly algorithm: number;
  readonly key: KeyObject;
}

function invalid(): Error {
  return badRequest('The credential public key is not valid.');
}

function bytesAt(
  map: ReadonlyMap<unknown, CborValue>,
  label: number,
  minimum: number,
  maximum: number,
): string {
  const value = map.get(label);
  if (!(value instanceof Uint8Array) || value.length < minimum || value.length > maximum)
    throw invalid();
  return toBase64Url(value);
}

/**
 * Reads a COSE_Key (RFC 9053 §7) of an offered algorithm. A point off the curve is refused.
 * @throws GraphRefusal 400
 */
export function parseCredentialKey(value: CborValue): CredentialKey {
  if (!(value instanceof Map)) throw invalid();
  const algorithm = value.get(LABEL.alg);
  if (typeof algorithm !== 'number' || !OFFERED_ALGORITHMS.includes(algorithm)) {
    throw badRequest('The algorithm of the credential was not offered.');
  }
  const kty = value.get(LABEL.kty);
  try {
    if (algorithm === ES256 && kty === KTY_EC2 && value.get(LABEL.crv) === CRV_P256) {
      const x = bytesAt(value, LABEL.x, 32, 32);
      const y = bytesAt(value, LABEL.y, 32, 32);
      return {
        algorithm,
        key: createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } }),
      };
    }
    if (algorithm === RS256 && kty === KTY_RSA) {
      const n = bytesAt(value, LABEL.n, 256, 512);
      const e = bytesAt(value, LABEL.e, 1, 8);
      return { algorithm, key: createPublicKey({ format: 'jwk', key: { kty: 'RSA', n, e } }) };
    }
  } catch {
    throw invalid();
  }
  throw invalid();
}
