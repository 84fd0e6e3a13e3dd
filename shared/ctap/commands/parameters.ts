import type { CborKey, CborMap, CborValue } from '#shared/cbor/cborValue.ts';

/** Builds a map from its members; one without a value is left out. The encoder sorts. */
export function buildParameters(
  ...members: readonly (readonly [CborKey, CborValue | undefined])[]
): CborMap {
  const map: CborMap = new Map();
  for (const [key, value] of members) {
    if (value !== undefined) {
      map.set(key, value);
    }
  }
  return map;
}
