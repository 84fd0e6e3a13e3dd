import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { fromHex } from '#shared/bytes/hex.ts';
import type { CoseKey } from '#shared/cose/coseKey.ts';
import signatures from '#shared/crypto/vectors/signatures.json' with { type: 'json' };
import { verifySignature } from '#shared/crypto/verifySignature.ts';
import { verifyWithNode } from './nodeSignature.ts';

const rows = signatures.rows.map(({ key: { alg, crv, x, y }, ...row }) => {
  const point = { alg, crv, x: fromHex(x) };
  const key: CoseKey = y === undefined ? { kty: 1, ...point } : { kty: 2, ...point, y: fromHex(y) };
  return { source: row.source, key, data: fromHex(row.data), signature: fromHex(row.signature) };
});

describe.each(rows)('verifyWithNode on $source', ({ key, data, signature }) => {
  it('accepts the signature, and refuses it over other data', () => {
    expect(verifyWithNode(key, data, signature)).toBe(true);
    expect(verifyWithNode(key, concat(data, Uint8Array.of(0)), signature)).toBe(false);
  });

  it('refuses it with any one byte changed, cut short, lengthened or absent', () => {
    const changed = [...signature.entries()].map(([at, byte]) => signature.with(at, byte ^ 1));
    const cut = [signature.subarray(1), signature.slice(0, -1), new Uint8Array()];
    for (const wrong of [...changed, ...cut, concat(signature, Uint8Array.of(0))]) {
      expect(verifyWithNode(key, data, wrong)).toBe(false);
    }
  });
});

describe('verifyWithNode', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const key: CoseKey = { kty: 2, alg: -7, crv: 1, x: fromBase64Url(x), y: fromBase64Url(y) };

  it('says what the one in TypeScript says, whichever bit of a signature was turned', () => {
    const bytes = fc.uint8Array({ maxLength: 64 });
    fc.assert(
      fc.property(bytes, fc.nat(), fc.nat(8), (data, at, bit) => {
        const signature = Uint8Array.from(sign('sha256', data, privateKey));
        const place = at % signature.length;
        // The ninth is no bit: as it was signed.
        const turned = signature.with(place, (signature[place] ?? 0) ^ ((1 << bit) & 0xff));
        expect(verifyWithNode(key, data, turned)).toBe(verifySignature(key, data, turned));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a point that is not on the curve', new Uint8Array(32)],
    ['half a coordinate', key.x.subarray(16)],
  ])('refuses every signature under %s', (_name, half) => {
    const data = Uint8Array.of(1);
    expect(verifyWithNode({ ...key, x: half }, data, sign('sha256', data, privateKey))).toBe(false);
  });

  it('says that it cannot verify other algorithms', () => {
    const zero = new Uint8Array(48);
    const es384: CoseKey = { kty: 2, alg: -35, crv: 2, x: zero, y: zero };
    expect(() => verifyWithNode(es384, zero, zero)).toThrow(
      expect.objectContaining({ code: 'algorithm_unsupported' }),
    );
  });
});
