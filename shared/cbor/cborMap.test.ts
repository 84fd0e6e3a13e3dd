import { describe, expect, it } from 'vitest';
import { CborError } from '#shared/failure/appError.ts';
import {
  asMap,
  getArray,
  getBoolean,
  getBytes,
  getInteger,
  getMap,
  getOptionalArray,
  getOptionalBoolean,
  getOptionalBytes,
  getOptionalInteger,
  getOptionalMap,
  getOptionalText,
  getText,
} from './cborMap.ts';
import type { CborMap, CborValue } from './cborValue.ts';

const bytes = Uint8Array.of(1);
const inner: CborMap = new Map([[1, 2]]);
const samples: readonly (readonly [string, CborValue])[] = [
  ['bytes', bytes],
  ['text', 'a'],
  ['integer', 7],
  ['boolean', false],
  ['map', inner],
  ['array', [1]],
  ['null', null],
  ['large', 1n << 60n],
];
const map: CborMap = new Map(samples);

const getters = [
  { type: 'bytes', get: getBytes, getOptional: getOptionalBytes },
  { type: 'text', get: getText, getOptional: getOptionalText },
  { type: 'integer', get: getInteger, getOptional: getOptionalInteger },
  { type: 'boolean', get: getBoolean, getOptional: getOptionalBoolean },
  { type: 'map', get: getMap, getOptional: getOptionalMap },
  { type: 'array', get: getArray, getOptional: getOptionalArray },
] as const;

describe.each(getters)('getters for $type', ({ type, get, getOptional }) => {
  it('give the member of their type', () => {
    expect(get(map, type)).toBe(map.get(type));
    expect(getOptional(map, type)).toBe(map.get(type));
  });

  it('tell a missing member by an error, or by undefined when it is optional', () => {
    expect(() => get(map, 9)).toThrow(CborError);
    expect(getOptional(map, 9)).toBeUndefined();
  });

  it.each(samples.filter(([name]) => name !== type))('refuse a member that is %s', (name) => {
    expect(() => get(map, name)).toThrow(CborError);
    expect(() => getOptional(map, name)).toThrow(CborError);
  });
});

describe('asMap', () => {
  it('gives a map and refuses everything else', () => {
    expect(asMap(inner)).toBe(inner);
    expect(() => asMap([])).toThrow(CborError);
    expect(() => asMap(null)).toThrow(CborError);
  });
});
