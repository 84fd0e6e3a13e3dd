import { isWellFormed, utf8Encode } from '#shared/bytes/utf8.ts';
import { CborError } from '#shared/failure/appError.ts';
import { MAJOR, SIMPLE, WIDE_ARGUMENTS } from './cborHead.ts';
import { CBOR_MAX_DEPTH, type CborKey, type CborMap, type CborValue } from './cborValue.ts';
import { compareBytes } from './compareBytes.ts';

const UINT64_LIMIT = 1n << 64n;

/**
 * Encodes a value as CTAP2 canonical CBOR: shortest heads, definite lengths, map keys sorted by their encoded bytes.
 * Integers given as `bigint` are written like the same `number`. The value is not modified.
 * @returns bytes of their own, not a view into a shared buffer.
 * @throws CborError on what CTAP2 CBOR cannot express: fractions, unsafe numbers, integers beyond 64 bits, half surrogate
 *   pairs, undefined and foreign objects, keys that encode alike (`1` and `1n`), nesting beyond 8.
 * @see CTAP 2.3 §8 Message Encoding; RFC 8949 §4.2.1
 */
export function encodeCbor(value: CborValue): Uint8Array {
  return joined(partsOf(value, 0));
}

function partsOf(value: CborValue, depth: number): Uint8Array[] {
  if (value === null || typeof value === 'boolean') {
    return [Uint8Array.of(SIMPLE[`${value}`])];
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') {
    return scalarParts(value);
  }
  if (value instanceof Uint8Array) {
    return [head(MAJOR.bytes, value.length), value];
  }
  if (depth === CBOR_MAX_DEPTH) {
    throw new CborError('value is nested too deeply');
  }
  if (Array.isArray(value)) {
    const items = Array.from(value, (item) => partsOf(item, depth + 1));
    return [head(MAJOR.array, value.length), ...items.flat()];
  }
  if (value instanceof Map) {
    return mapParts(value, depth);
  }
  throw new CborError('value has no CTAP2 CBOR form');
}

/**
 * CTAP 2.3 §8 sorts by major type, then length, then bytes. With shortest heads that is the plain order of the encoded
 * keys: the major type leads the first byte and a longer key has a greater head.
 */
function mapParts(map: CborMap, depth: number): Uint8Array[] {
  const entries = Array.from(map, ([key, item]) => ({ key: joined(keyParts(key)), item }));
  entries.sort((left, right) => compareBytes(left.key, right.key));
  const parts = [head(MAJOR.map, map.size)];
  let previous: Uint8Array | undefined;
  for (const { key, item } of entries) {
    if (previous !== undefined && compareBytes(previous, key) === 0) {
      throw new CborError('two keys of a map encode alike');
    }
    previous = key;
    parts.push(key, ...partsOf(item, depth + 1));
  }
  return parts;
}

function keyParts(key: CborKey): Uint8Array[] {
  if (typeof key !== 'number' && typeof key !== 'bigint' && typeof key !== 'string') {
    throw new CborError('map key is neither an integer nor text');
  }
  return scalarParts(key);
}

function scalarParts(value: CborKey): Uint8Array[] {
  if (typeof value !== 'string') {
    return [integerHead(value)];
  }
  if (!isWellFormed(value)) {
    throw new CborError('text holds half of a surrogate pair');
  }
  const bytes = utf8Encode(value);
  return [head(MAJOR.text, bytes.length), bytes];
}

function integerHead(value: number | bigint): Uint8Array {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new CborError('number is not a safe integer');
  }
  const integer = BigInt(value);
  // -2^64 would fit its head, and then be no integer of 64 bits any more.
  if (integer >= UINT64_LIMIT || integer <= -UINT64_LIMIT) {
    throw new CborError('integer needs more than 64 bits');
  }
  return integer < 0n ? head(MAJOR.negative, -1n - integer) : head(MAJOR.unsigned, integer);
}

/** The first byte of an item and its argument, in as few bytes as hold it. */
function head(major: number, argument: number | bigint): Uint8Array {
  const wanted = BigInt(argument);
  const wide = WIDE_ARGUMENTS.findLast(({ least }) => wanted >= least);
  if (wide === undefined) {
    return Uint8Array.of((major << 5) | Number(wanted));
  }
  const { information, width } = wide;
  const bytes = new Uint8Array(9);
  new DataView(bytes.buffer).setBigUint64(1, wanted);
  const start = 8 - width;
  bytes[start] = (major << 5) | information;
  return bytes.slice(start);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
