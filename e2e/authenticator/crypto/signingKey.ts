import { createECDH, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { fromHex } from '#shared/bytes/hex.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import type { RandomBytes } from '../ports.ts';

interface EcAlgorithm {
  readonly kind: 'ec';
  readonly jwkCurve: string;
  readonly ecdhCurve: string;
  readonly coseCurve: number;
  readonly bytes: number;
  readonly hash: string;
}

/** What the keys can sign with, by COSE algorithm number. */
const ALGORITHMS: Readonly<Record<number, EcAlgorithm | { readonly kind: 'okp' }>> = {
  [-7]: ec('P-256', 'prime256v1', 1, 32, 'sha256'),
  [-8]: { kind: 'okp' },
  [-35]: ec('P-384', 'secp384r1', 2, 48, 'sha384'),
  [-36]: ec('P-521', 'secp521r1', 3, 66, 'sha512'),
  [-47]: ec('secp256k1', 'secp256k1', 8, 32, 'sha256'),
};

const ED25519_PKCS8_PREFIX = fromHex('302e020100300506032b657004220420');

function ec(
  jwkCurve: string,
  ecdhCurve: string,
  coseCurve: number,
  bytes: number,
  hash: string,
): EcAlgorithm {
  return { kind: 'ec', jwkCurve, ecdhCurve, coseCurve, bytes, hash };
}

/** A private key that signs, kept as the bytes it was made of. */
export interface SigningKey {
  readonly algorithm: number;
  /** The scalar (EC) or the seed (Ed25519). */
  readonly secret: Uint8Array;
  readonly privateKey: KeyObject;
  /** COSE_Key, CTAP2 canonical CBOR. */
  readonly cosePublicKey: Uint8Array;
  sign(...parts: Uint8Array[]): Uint8Array;
}

export function canSignWith(algorithm: number): boolean {
  return ALGORITHMS[algorithm] !== undefined;
}

/** Draws a new key. @throws RangeError for an algorithm this key cannot do. */
export function drawSigningKey(algorithm: number, random: RandomBytes): SigningKey {
  const known = ALGORITHMS[algorithm];
  if (known === undefined) throw new RangeError(`cannot sign with ${algorithm}`);
  for (;;) {
    const secret = random(known.kind === 'ec' ? known.bytes : 32);
    // The order of P-521 has one bit in its first byte.
    if (algorithm === -36) secret[0] = (secret[0] ?? 0) & 1;
    try {
      return signingKey(algorithm, secret);
    } catch {
      // Zero or beyond the order of the curve: draw again.
    }
  }
}

/** Rebuilds a key from its secret. */
export function signingKey(algorithm: number, secret: Uint8Array): SigningKey {
  const known = ALGORITHMS[algorithm];
  if (known === undefined) throw new RangeError(`cannot sign with ${algorithm}`);
  if (known.kind === 'okp') return ed25519Key(secret);
  const ecdh = createECDH(known.ecdhCurve);
  ecdh.setPrivateKey(secret);
  const point = new Uint8Array(ecdh.getPublicKey());
  const x = point.slice(1, 1 + known.bytes);
  const y = point.slice(1 + known.bytes);
  const jwk = { kty: 'EC', crv: known.jwkCurve, x: toBase64Url(x), y: toBase64Url(y) };
  const privateKey = createPrivateKey({ key: { ...jwk, d: toBase64Url(secret) }, format: 'jwk' });
  const cosePublicKey = encodeCbor(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, algorithm],
      [-1, known.coseCurve],
      [-2, x],
      [-3, y],
    ]),
  );
  return {
    algorithm,
    secret,
    privateKey,
    cosePublicKey,
    sign: (...parts) => new Uint8Array(sign(known.hash, concat(...parts), privateKey)),
  };
}

function ed25519Key(seed: Uint8Array): SigningKey {
  const der = Buffer.from(concat(ED25519_PKCS8_PREFIX, seed));
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const cosePublicKey = encodeCbor(
    new Map<number, number | Uint8Array>([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, new Uint8Array(spki.subarray(-32))],
    ]),
  );
  return {
    algorithm: -8,
    secret: seed,
    privateKey,
    cosePublicKey,
    sign: (...parts) => new Uint8Array(sign(null, concat(...parts), privateKey)),
  };
}
