import { describe, expect, it } from 'vitest';
import { fromHex } from '#shared/bytes/hex.ts';
import type { CborKey, CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { AppError } from '#shared/failure/appError.ts';
import { parsePackedStatement } from './packedStatement.ts';

const sig = fromHex('3000');
const certificate = fromHex('3001');
const self = (): CborMap =>
  new Map<CborKey, CborValue>([
    ['alg', -7],
    ['sig', sig],
  ]);

describe('parsePackedStatement', () => {
  it('reads a statement with certificates', () => {
    const statement = self().set('x5c', [certificate, certificate]);
    expect(parsePackedStatement(statement)).toStrictEqual({
      alg: -7,
      sig,
      x5c: [certificate, certificate],
    });
  });

  it('reads self attestation, which has no certificates', () => {
    expect(parsePackedStatement(self())).toStrictEqual({ alg: -7, sig });
  });

  it.each([
    ['no algorithm', new Map<CborKey, CborValue>([['sig', sig]])],
    ['no signature', new Map<CborKey, CborValue>([['alg', -7]])],
    ['an algorithm in text', self().set('alg', 'ES256')],
    ['a signature in text', self().set('sig', 'x')],
    ['an empty chain', self().set('x5c', [])],
    ['a chain that is not an array', self().set('x5c', certificate)],
    ['a certificate in text', self().set('x5c', ['MII'])],
    ['an empty certificate', self().set('x5c', [new Uint8Array()])],
    ['ECDAA, which is gone', self().set('ecdaaKeyId', certificate)],
    ['an unknown member', self().set('x5c', [certificate]).set('ver', '2.0')],
  ])('refuses %s', (_what, statement) => {
    expect(() => parsePackedStatement(statement)).toThrow(AppError);
  });
});
