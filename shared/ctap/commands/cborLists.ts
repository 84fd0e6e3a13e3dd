import { getOptionalArray } from '#shared/cbor/cborMap.ts';
import type { CborKey, CborMap } from '#shared/cbor/cborValue.ts';
import { CborError } from '#shared/failure/appError.ts';

/** The texts of an array under `key`, or undefined. @throws CborError when anything in it is not text. */
export function getOptionalTexts(map: CborMap, key: CborKey): string[] | undefined {
  return getOptionalArray(map, key)?.map((value) => {
    if (typeof value !== 'string') {
      throw new CborError(`member ${key} holds something that is not text`);
    }
    return value;
  });
}

/** The integers of an array under `key`, or undefined. @throws CborError for others and for those beyond the safe range. */
export function getOptionalIntegers(map: CborMap, key: CborKey): number[] | undefined {
  return getOptionalArray(map, key)?.map((value) => {
    if (typeof value !== 'number') {
      throw new CborError(`member ${key} holds something that is not a small integer`);
    }
    return value;
  });
}

/** The maps of an array under `key`, or undefined. @throws CborError when anything in it is not a map. */
export function getOptionalMaps(map: CborMap, key: CborKey): CborMap[] | undefined {
  return getOptionalArray(map, key)?.map((value) => {
    if (!(value instanceof Map)) {
      throw new CborError(`member ${key} holds something that is not a map`);
    }
    return value;
  });
}
