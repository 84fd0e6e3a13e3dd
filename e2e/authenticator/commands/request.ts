import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { demand, StatusError } from '../ctapStatus.ts';

type Kind = 'bytes' | 'text' | 'integer' | 'boolean' | 'map' | 'array';

interface KindTypes {
  bytes: Uint8Array;
  text: string;
  integer: number;
  boolean: boolean;
  map: CborMap;
  array: CborValue[];
}

const IS: { readonly [K in Kind]: (value: CborValue) => value is KindTypes[K] } = {
  bytes: (value) => value instanceof Uint8Array,
  text: (value) => typeof value === 'string',
  integer: (value): value is number => typeof value === 'number' && Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  map: (value) => value instanceof Map,
  array: (value) => Array.isArray(value),
};

/** Reads the members of a request the way a key does: wrong type 0x11, missing 0x14. */
export interface CommandRequest {
  readonly map: CborMap;
  optional<K extends Kind>(key: number | string, kind: K): KindTypes[K] | undefined;
  required<K extends Kind>(key: number | string, kind: K): KindTypes[K];
}

export function readRequest(map: CborMap): CommandRequest {
  const optional = <K extends Kind>(key: number | string, kind: K): KindTypes[K] | undefined => {
    const value = map.get(key);
    if (value === undefined) return undefined;
    const is: (value: CborValue) => value is KindTypes[K] = IS[kind];
    if (!is(value)) throw new StatusError('CBOR_UNEXPECTED_TYPE');
    return value;
  };
  return {
    map,
    optional,
    required(key, kind) {
      const value = optional(key, kind);
      demand(value !== undefined, 'MISSING_PARAMETER');
      return value;
    },
  };
}
