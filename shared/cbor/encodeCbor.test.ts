import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#shared/bytes/hex.ts';
import { CborError } from '#shared/failure/appError.ts';
import type { CborValue } from './cborValue.ts';
import { encodeCbor } from './encodeCbor.ts';
import keyOrder from './vectors/keyOrder.json' with { type: 'json' };
import rfc8949 from './vectors/rfc8949AppendixA.json' with { type: 'json' };
import { readVectorKey, readVectorValue } from './vectors/vectorValue.ts';

describe('encodeCbor', () => {
  it.each(rfc8949.accepted)('writes the RFC 8949 example $hex', ({ hex, value }) => {
    expect(toHex(encodeCbor(readVectorValue(value)))).toBe(hex);
  });

  it('sorts map keys by major type, then length, then bytes, from any order', () => {
    const sorted = keyOrder.keys.map(readVectorKey);
    const expected = sorted.map((key) => `${toHex(encodeCbor(key))}f6`).join('');
    for (const shuffled of [[...sorted].reverse(), [...sorted.slice(9), ...sorted.slice(0, 9)]]) {
      const encoded = encodeCbor(new Map(shuffled.map((key) => [key, null])));
      expect(toHex(encoded)).toBe(`b8${sorted.length.toString(16)}${expected}`);
    }
  });

  it.each([
    [0xffff_ffff, '1affffffff'],
    [0x1_0000_0000, '1b0000000100000000'],
    [Number.MAX_SAFE_INTEGER, '1b001fffffffffffff'],
    [-0x8000_0001, '3a80000000'],
    [-0x1_0000_0000, '3affffffff'],
    [-0x1_0000_0001, '3b0000000100000000'],
    [Number.MIN_SAFE_INTEGER, '3b001ffffffffffffe'],
    [1n, '01'],
    [-25n, '3818'],
    [0x1_0000_0000n, '1b0000000100000000'],
    [0xffff_ffff_ffff_ffffn, '1bffffffffffffffff'],
    [-0xffff_ffff_ffff_ffffn, '3bfffffffffffffffe'],
  ])('writes the integer %s with the shortest head', (integer, hex) => {
    expect(toHex(encodeCbor(integer))).toBe(hex);
  });

  it('writes the length of long strings, arrays and maps with the shortest head', () => {
    const map = new Map(Array.from({ length: 300 }, (_, index) => [index, index]));
    expect(toHex(encodeCbor(new Uint8Array(24)).subarray(0, 2))).toBe('5818');
    expect(toHex(encodeCbor(new Uint8Array(70_000)).subarray(0, 5))).toBe('5a00011170');
    expect(toHex(encodeCbor('é'.repeat(127)).subarray(0, 2))).toBe('78fe');
    expect(toHex(encodeCbor('é'.repeat(128)).subarray(0, 3))).toBe('790100');
    expect(toHex(encodeCbor(Array.from({ length: 256 }, () => 0)).subarray(0, 3))).toBe('990100');
    expect(toHex(encodeCbor(map).subarray(0, 3))).toBe('b9012c');
  });

  const holder: CborValue[] = [];
  holder.push(holder);
  const notCbor: readonly (readonly [string, unknown])[] = [
    ['a fraction', 1.5],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a number beyond the safe range', 2 ** 53],
    ['2^64', 1n << 64n],
    ['-2^64', -(1n << 64n)],
    ['undefined', undefined],
    ['a plain object', { a: 1 }],
    ['a date', new Date(0)],
    ['a set', new Set([1])],
    ['another typed array', new Uint16Array(2)],
    ['an array buffer', new ArrayBuffer(2)],
    ['a symbol', Symbol('x')],
    ['a function', () => 1],
    ['half a surrogate pair', 'a\ud800'],
    ['half a surrogate pair in a key', new Map([['\udc00', 1]])],
    ['a key that is a fraction', new Map([[0.5, 1]])],
    ['a key that is bytes', new Map([[new Uint8Array(1), 1]])],
    ['a key that is a boolean', new Map([[true, 1]])],
    [
      'the keys 1 and 1n',
      new Map<unknown, unknown>([
        [1, 1],
        [1n, 2],
      ]),
    ],
    ['undefined inside an array', [1, undefined]],
    ['an array with a hole', Object.assign([], { length: 1 })],
    ['undefined inside a map', new Map([[1, undefined]])],
    ['nine arrays inside each other', [[[[[[[[[]]]]]]]]]],
    ['an array that holds itself', holder],
  ];
  it.each(notCbor)('refuses %s', (_what, value) => {
    expect(() => encodeCbor(value as CborValue)).toThrow(CborError);
  });

  it('leaves its argument as it is', () => {
    const inner = new Map<string, CborValue>([
      ['b', 1n],
      ['a', fromHex('ff')],
    ]);
    const value = [inner, 5n];
    encodeCbor(value);
    expect(value).toEqual([inner, 5n]);
    expect([...inner.entries()]).toEqual([
      ['b', 1n],
      ['a', fromHex('ff')],
    ]);
  });

  it('gives bytes that the next call does not change', () => {
    const first = encodeCbor([1, 2, 3]);
    encodeCbor([4, 5, 6]);
    expect(toHex(first)).toBe('83010203');
    expect(first.byteLength).toBe(first.buffer.byteLength);
  });
});
