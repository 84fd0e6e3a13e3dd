import { Encoder } from 'cbor-x/index-no-eval';
import { isWellFormed } from '#shared/bytes/utf8.ts';
import { CborError } from '#shared/failure/appError.ts';
import { CBOR_MAX_DEPTH, type CborKey, type CborMap, type CborValue } from './cborValue.ts';
import { compareBytes } from './compareBytes.ts';

// Without these, cbor-x writes its own tags around byte strings and maps, and fixed-width map heads.
const encoder = new Encoder({
  useRecords: false,
  mapsAsObjects: false,
  tagUint8Array: false,
  variableMapSize: true,
});

const UINT64_LIMIT = 1n << 64n;
const UINT32_MAX = 0xffff_ffff;

/**
 * Encodes a value as CTAP2 canonical CBOR: shortest heads, definite lengths, map keys sorted by their encoded bytes.
 * Integers given as `bigint` are written like the same `number`. The value is not modified.
 * @returns bytes of their own, not a view into a shared buffer.
 * @throws CborError on what CTAP2 CBOR cannot express: fractions, unsafe numbers, integers beyond 64 bits, half surrogate
 *   pairs, undefined and foreign objects, keys that encode alike (`1` and `1n`), nesting beyond 8.
 * @see CTAP 2.3 §8 Message Encoding; RFC 8949 §4.2.1
 */
export function encodeCbor(value: CborValue): Uint8Array {
  return write(canonicalise(value, 0));
}

/** cbor-x writes into a scratch buffer that it keeps; nothing of a message should stay there. */
function write(value: CborValue): Uint8Array {
  const scratch: Uint8Array = encoder.encode(value);
  const bytes = Uint8Array.from(scratch);
  scratch.fill(0);
  return bytes;
}

function canonicalise(value: CborValue, depth: number): CborValue {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return canonicaliseInteger(value);
  }
  if (typeof value === 'string') {
    return canonicaliseText(value);
  }
  if (typeof value === 'boolean' || value === null || value instanceof Uint8Array) {
    return value;
  }
  if (depth === CBOR_MAX_DEPTH) {
    throw new CborError('value is nested too deeply');
  }
  if (Array.isArray(value)) {
    return Array.from(value, (item) => canonicalise(item, depth + 1));
  }
  if (value instanceof Map) {
    return canonicaliseMap(value, depth);
  }
  throw new CborError('value has no CTAP2 CBOR form');
}

/** cbor-x turns numbers outside 32 bits into floats, and small bigints into 64-bit integers: so give it what it needs. */
function canonicaliseInteger(value: number | bigint): number | bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new CborError('number is not a safe integer');
  }
  const integer = BigInt(value);
  if (integer >= UINT64_LIMIT || integer <= -UINT64_LIMIT) {
    throw new CborError('integer needs more than 64 bits');
  }
  return integer <= UINT32_MAX && integer >= -UINT32_MAX - 1 ? Number(integer) : integer;
}

function canonicaliseText(text: string): string {
  if (!isWellFormed(text)) {
    throw new CborError('text holds half of a surrogate pair');
  }
  return text;
}

function canonicaliseKey(key: CborKey): CborKey {
  switch (typeof key) {
    case 'string':
      return canonicaliseText(key);
    case 'number':
    case 'bigint':
      return canonicaliseInteger(key);
    default:
      throw new CborError('map key is neither an integer nor text');
  }
}

/**
 * CTAP 2.3 §8 sorts by major type, then length, then bytes. With shortest heads that is the plain order of the encoded
 * keys: the major type leads the first byte and a longer key has a greater head.
 */
function canonicaliseMap(map: CborMap, depth: number): CborMap {
  const entries = Array.from(map, ([rawKey, item]) => {
    const key = canonicaliseKey(rawKey);
    return { key, encodedKey: write(key), item };
  });
  entries.sort((left, right) => compareBytes(left.encodedKey, right.encodedKey));
  const sorted: CborMap = new Map();
  for (const { key, item } of entries) {
    sorted.set(key, canonicalise(item, depth + 1));
  }
  if (sorted.size !== map.size) {
    throw new CborError('two keys of a map encode alike');
  }
  return sorted;
}
