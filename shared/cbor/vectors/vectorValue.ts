import { fromHex } from '#shared/bytes/hex.ts';
import type { CborKey, CborValue } from '#shared/cbor/cborValue.ts';

/**
 * Reads a value out of a vector file. JSON has no large integers, byte strings or maps with integer keys, so these are
 * written as `{integer}`, `{bytes}` and `{map: [[key, value], …]}`.
 */
export function readVectorValue(json: unknown): CborValue {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') {
    return json;
  }
  if (typeof json === 'number') {
    return json;
  }
  if (Array.isArray(json)) {
    return json.map(readVectorValue);
  }
  if (typeof json === 'object' && 'integer' in json) {
    return BigInt(String(json.integer));
  }
  if (typeof json === 'object' && 'bytes' in json) {
    return fromHex(String(json.bytes));
  }
  if (typeof json === 'object' && 'map' in json && Array.isArray(json.map)) {
    return new Map(json.map.map(([key, value]) => [readVectorKey(key), readVectorValue(value)]));
  }
  throw new TypeError('vector holds something else than a CBOR value');
}

/** Reads a map key out of a vector file. */
export function readVectorKey(json: unknown): CborKey {
  const key = readVectorValue(json);
  if (typeof key === 'number' || typeof key === 'bigint' || typeof key === 'string') {
    return key;
  }
  throw new TypeError('vector holds something else than a CBOR key');
}
