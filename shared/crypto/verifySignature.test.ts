import * as node from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { fromHex } from '#shared/bytes/hex.ts';
import type { CoseKey } from '#shared/cose/coseKey.ts';
import signatures from './vectors/signatures.json' with { type: 'json' };
import { verifySignature } from './verifySignature.ts';

interface KeyVector {
  readonly kty: number;
  readonly alg: number;
  readonly crv: number;
  readonly x: string;
  readonly y?: string;
}

function readKey({ alg, crv, x, y }: KeyVector): CoseKey {
  return y === undefined
    ? { kty: 1, alg, crv, x: fromHex(x) }
    : { kty: 2, alg, crv, x: fromHex(x), y: fromHex(y) };
}

describe.each(signatures.rows)('verifySignature on $source', (row) => {
  const key = readKey(row.key);
  const data = fromHex(row.data);
  const signature = fromHex(row.signature);

  it('accepts the signature', () => {
    expect(verifySignature(key, data, signature)).toBe(true);
  });

  it('refuses it over other data', () => {
    expect(verifySignature(key, concat(data, Uint8Array.of(0)), signature)).toBe(false);
  });

  it('refuses it with any one byte changed', () => {
    for (const [index, byte] of signature.entries()) {
      expect(verifySignature(key, data, signature.with(index, byte ^ 1))).toBe(false);
    }
  });

  it('refuses it cut short, lengthened or absent', () => {
    expect(verifySignature(key, data, signature.subarray(1))).toBe(false);
    expect(verifySignature(key, data, signature.slice(0, -1))).toBe(false);
    expect(verifySignature(key, data, concat(signature, Uint8Array.of(0)))).toBe(false);
    expect(verifySignature(key, data, new Uint8Array())).toBe(false);
  });
});

describe('verifySignature', () => {
  const data = fromHex('010203');

  it('accepts what the platform signs with P-256', () => {
    const { privateKey, publicKey } = node.generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const key: CoseKey = { kty: 2, alg: -7, crv: 1, x: fromBase64Url(x), y: fromBase64Url(y) };
    expect(verifySignature(key, data, node.sign('sha256', data, privateKey))).toBe(true);
  });

  it('accepts what the platform signs with Ed25519', () => {
    const { privateKey, publicKey } = node.generateKeyPairSync('ed25519');
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const key: CoseKey = { kty: 1, alg: -8, crv: 6, x: fromBase64Url(x) };
    expect(verifySignature(key, data, node.sign(null, data, privateKey))).toBe(true);
  });

  it('refuses every signature under a key that is not on its curve', () => {
    const zero = new Uint8Array(32);
    const [first, , third] = signatures.rows;
    const es256: CoseKey = { kty: 2, alg: -7, crv: 1, x: zero, y: zero };
    const eddsa: CoseKey = { kty: 1, alg: -8, crv: 6, x: new Uint8Array(32).fill(255) };
    expect(verifySignature(es256, data, fromHex(first?.signature ?? ''))).toBe(false);
    expect(verifySignature(eddsa, data, fromHex(third?.signature ?? ''))).toBe(false);
  });

  const otherKeys: readonly (readonly [string, CoseKey])[] = [
    ['RS256', { kty: 3, alg: -257, n: new Uint8Array(256).fill(1), e: Uint8Array.of(1, 0, 1) }],
    ['ES384', { kty: 2, alg: -35, crv: 2, x: new Uint8Array(48), y: new Uint8Array(48) }],
    ['ES256K', { kty: 2, alg: -47, crv: 8, x: new Uint8Array(32), y: new Uint8Array(32) }],
  ];
  it.each(otherKeys)('says that it cannot verify %s', (_name, key) => {
    expect(() => verifySignature(key, data, data)).toThrow(
      expect.objectContaining({ code: 'algorithm_unsupported' }),
    );
  });
});
