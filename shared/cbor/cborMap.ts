import { CborError } from '#shared/failure/appError.ts';
import type { CborKey, CborMap, CborValue } from './cborValue.ts';

/**
 * Typed access to the members of a decoded map. `getX` wants the member, `getOptionalX` gives undefined when it is absent.
 * A member of another type is an error either way: a key that answers with the wrong type is not guessed at.
 */
function lookUp<T extends CborValue>(
  map: CborMap,
  key: CborKey,
  typeName: string,
  isOfType: (value: CborValue) => value is T,
): T | undefined {
  const value = map.get(key);
  if (value === undefined) {
    return undefined;
  }
  if (!isOfType(value)) {
    throw new CborError(`member ${key} is not ${typeName}`);
  }
  return value;
}

function required<T>(value: T | undefined, key: CborKey): T {
  if (value === undefined) {
    throw new CborError(`member ${key} is missing`);
  }
  return value;
}

const isBytes = (value: CborValue): value is Uint8Array => value instanceof Uint8Array;
const isText = (value: CborValue): value is string => typeof value === 'string';
const isBoolean = (value: CborValue): value is boolean => typeof value === 'boolean';
const isInteger = (value: CborValue): value is number => typeof value === 'number';
const isArray = (value: CborValue): value is CborValue[] => Array.isArray(value);
const isMap = (value: CborValue): value is CborMap => value instanceof Map;

/** The byte string under `key`, or undefined. @throws CborError when it is of another type. */
export function getOptionalBytes(map: CborMap, key: CborKey): Uint8Array | undefined {
  return lookUp(map, key, 'a byte string', isBytes);
}

/** The byte string under `key`. @throws CborError when it is missing or of another type. */
export function getBytes(map: CborMap, key: CborKey): Uint8Array {
  return required(getOptionalBytes(map, key), key);
}

/** The text under `key`, or undefined. @throws CborError when it is of another type. */
export function getOptionalText(map: CborMap, key: CborKey): string | undefined {
  return lookUp(map, key, 'text', isText);
}

/** The text under `key`. @throws CborError when it is missing or of another type. */
export function getText(map: CborMap, key: CborKey): string {
  return required(getOptionalText(map, key), key);
}

/** The integer under `key`, or undefined. @throws CborError when it is of another type or beyond the safe range. */
export function getOptionalInteger(map: CborMap, key: CborKey): number | undefined {
  return lookUp(map, key, 'an integer in the safe range', isInteger);
}

/** The integer under `key`. @throws CborError when it is missing, of another type, or beyond the safe range. */
export function getInteger(map: CborMap, key: CborKey): number {
  return required(getOptionalInteger(map, key), key);
}

/** The boolean under `key`, or undefined. @throws CborError when it is of another type. */
export function getOptionalBoolean(map: CborMap, key: CborKey): boolean | undefined {
  return lookUp(map, key, 'a boolean', isBoolean);
}

/** The boolean under `key`. @throws CborError when it is missing or of another type. */
export function getBoolean(map: CborMap, key: CborKey): boolean {
  return required(getOptionalBoolean(map, key), key);
}

/** The map under `key`, or undefined. @throws CborError when it is of another type. */
export function getOptionalMap(map: CborMap, key: CborKey): CborMap | undefined {
  return lookUp(map, key, 'a map', isMap);
}

/** The map under `key`. @throws CborError when it is missing or of another type. */
export function getMap(map: CborMap, key: CborKey): CborMap {
  return required(getOptionalMap(map, key), key);
}

/** The array under `key`, or undefined. @throws CborError when it is of another type. */
export function getOptionalArray(map: CborMap, key: CborKey): CborValue[] | undefined {
  return lookUp(map, key, 'an array', isArray);
}

/** The array under `key`. @throws CborError when it is missing or of another type. */
export function getArray(map: CborMap, key: CborKey): CborValue[] {
  return required(getOptionalArray(map, key), key);
}

/** The value itself as a map, for a message whose outermost item must be one. @throws CborError when it is not a map. */
export function asMap(value: CborValue): CborMap {
  if (!isMap(value)) {
    throw new CborError('item is not a map');
  }
  return value;
}
