import { utf8Decode } from '#shared/bytes/utf8.ts';
import { getInteger, getOptionalArray, getText } from '#shared/cbor/cborMap.ts';
import type { CborKey, CborMap } from '#shared/cbor/cborValue.ts';
import { CborError } from '#shared/failure/appError.ts';
import { getOptionalMaps } from './cborLists.ts';
import type { KeyAlgorithm } from './getInfo.ts';

/** The options map. @throws CborError when a name is not text or a value not a boolean. */
export function parseBooleans(map: CborMap | undefined): ReadonlyMap<string, boolean> {
  const options = new Map<string, boolean>();
  for (const [name, value] of map ?? []) {
    if (typeof name !== 'string' || typeof value !== 'boolean') {
      throw new CborError('An option of the key is not a boolean with a name');
    }
    options.set(name, value);
  }
  return options;
}

/** PublicKeyCredentialParameters of the key, or undefined. @throws CborError */
export function parseAlgorithms(map: CborMap, key: CborKey): readonly KeyAlgorithm[] | undefined {
  return getOptionalMaps(map, key)?.map((entry) => ({
    type: getText(entry, 'type'),
    alg: getInteger(entry, 'alg'),
  }));
}

/** Integers of up to 64 bits, exact, or undefined: pico's vendor commands are above 2^53. @throws CborError */
export function parseIntegers64(map: CborMap, key: CborKey): readonly bigint[] | undefined {
  return getOptionalArray(map, key)?.map((value) => {
    if (typeof value !== 'number' && typeof value !== 'bigint') {
      throw new CborError(`member ${key} holds something that is not an integer`);
    }
    return BigInt(value);
  });
}

/** A text that the specification types as a byte string (pinComplexityPolicyURL); text proper is taken too. */
export function parseTextBytes(map: CborMap, key: CborKey): string | undefined {
  const value = map.get(key);
  if (value === undefined || typeof value === 'string') {
    return value;
  }
  if (!(value instanceof Uint8Array)) {
    throw new CborError(`member ${key} is not a byte string`);
  }
  try {
    return utf8Decode(value);
  } catch (cause) {
    throw new CborError(`member ${key} is not UTF-8`, { cause });
  }
}
