import { describe, expect, it } from 'vitest';
import type { CborKey, CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { CborError } from '#shared/failure/appError.ts';
import { buildCoseKeyMap, parseCoseKey } from './coseKey.ts';

const bytes = (length: number) => new Uint8Array(length).fill(1);
const ec2 = (alg: number, crv: number, length: number): CborMap =>
  new Map<CborKey, CborValue>([
    [1, 2],
    [3, alg],
    [-1, crv],
    [-2, bytes(length)],
    [-3, bytes(length)],
  ]);
const es256 = () => ec2(-7, 1, 32);
const eddsa = (): CborMap =>
  new Map<CborKey, CborValue>([
    [1, 1],
    [3, -8],
    [-1, 6],
    [-2, bytes(32)],
  ]);
const rs256 = (modulusBytes = 256): CborMap =>
  new Map<CborKey, CborValue>([
    [1, 3],
    [3, -257],
    [-1, bytes(modulusBytes)],
    [-2, Uint8Array.of(1, 0, 1)],
  ]);

function without(map: CborMap, key: CborKey): CborMap {
  map.delete(key);
  return map;
}

describe('parseCoseKey', () => {
  it.each([
    ['ES256', es256()],
    ['ES384', ec2(-35, 2, 48)],
    ['ES512', ec2(-36, 3, 66)],
    ['ES256K', ec2(-47, 8, 32)],
    ['EdDSA', eddsa()],
    ['RS256', rs256()],
  ])('reads a key for %s, and buildCoseKeyMap writes it again', (_name, map) => {
    const key = parseCoseKey(map);
    expect(key).toMatchObject({ kty: map.get(1), alg: map.get(3) });
    expect(buildCoseKeyMap(key)).toStrictEqual(map);
  });

  it.each([
    ['no key type', without(es256(), 1)],
    ['no algorithm', without(es256(), 3)],
    ['no curve', without(es256(), -1)],
    ['no x', without(es256(), -2)],
    ['no y', without(es256(), -3)],
    ['an algorithm of another key type', es256().set(3, -257)],
    ['a key type of another algorithm', es256().set(1, 1)],
    ['an RSA key that claims ES256', rs256().set(3, -7)],
    ['a curve of another algorithm', es256().set(-1, 2)],
    ['Ed448 for EdDSA', eddsa().set(-1, 7)],
    ['a short x', es256().set(-2, bytes(31))],
    ['a long y', es256().set(-3, bytes(33))],
    ['a compressed point', es256().set(-3, true)],
    ['an x that is text', es256().set(-2, 'x')],
    ['a private key', es256().set(-4, bytes(32))],
    ['a key id', es256().set(2, bytes(4))],
    ['a y for Ed25519', eddsa().set(-3, bytes(32))],
    ['a short Ed25519 key', eddsa().set(-2, bytes(31))],
    ['an RSA modulus of 1024 bits', rs256(128)],
    ['an RSA modulus of 16384 bits', rs256(2048)],
    ['an RSA modulus with a leading zero', rs256().set(-1, bytes(256).with(0, 0))],
    ['an empty RSA exponent', rs256().set(-2, bytes(0))],
    ['an RSA exponent of 5 bytes', rs256().set(-2, bytes(5))],
    ['the private part of an RSA key', rs256().set(-3, bytes(256))],
    ['nothing', new Map<CborKey, CborValue>()],
  ])('refuses %s', (_what, map) => {
    expect(() => parseCoseKey(map)).toThrow(CborError);
  });

  it.each([-48, -25, 0, -65535])('names the algorithm %s as unsupported', (alg) => {
    expect(() => parseCoseKey(es256().set(3, alg))).toThrow(
      expect.objectContaining({ code: 'algorithm_unsupported' }),
    );
  });
});
