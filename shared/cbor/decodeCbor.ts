import { Decoder } from 'cbor-x/index-no-eval';
import { CborError } from '#shared/failure/appError.ts';
import { CBOR_MAX_DEPTH, type CborKey, type CborMap, type CborValue } from './cborValue.ts';
import { scanCbor } from './scanCbor.ts';

/** How strict {@link decodeCbor} is. */
export interface DecodeCborOptions {
  /**
   * `false` also takes unsorted keys and heads longer than needed, for keys known to be sloppy. Everything else stays
   * refused. Default `true`.
   */
  readonly canonical?: boolean;
  /** Containers inside each other, at most. Default 8, never more than 32. */
  readonly maxDepth?: number;
  /**
   * Bytes looked at, at most. Default 16384: more than twice the largest CTAPHID message (7609), and enough for an
   * attestation object with a chain of certificates.
   */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 16_384;
/** Scan, cbor-x and restore all recurse; this bound keeps far from the end of any stack. */
const MAX_DEPTH_LIMIT = 32;

// copyBuffers: byte strings must not keep the whole message alive, nor change when the caller reuses its buffer.
const decoder = new Decoder({ useRecords: false, mapsAsObjects: false, copyBuffers: true });

/**
 * Decodes exactly one item of CTAP2 canonical CBOR. The bytes are checked before cbor-x builds anything from them:
 * definite lengths, shortest heads, sorted unique keys that are integers or text, no tags, floats or undefined, strict
 * UTF-8, lengths that the data can hold, bounded depth and size, nothing after the item.
 * @returns maps as Map; integers as `number` in the safe range, else exact `bigint`; byte strings as copies.
 * @throws CborError `cbor_invalid`
 * @see CTAP 2.3 §8 Message Encoding
 */
export function decodeCbor(bytes: Uint8Array, options: DecodeCborOptions = {}): CborValue {
  checkSize(bytes, options);
  const { value, length } = decodeCborFirst(bytes, options);
  if (length !== bytes.length) {
    throw new CborError('bytes follow the item');
  }
  return value;
}

/**
 * Decodes the item at the start of `bytes` as {@link decodeCbor} does, and tells how long it is. For items inside other
 * structures, as the COSE key and the extensions in authenticator data; the caller accounts for the bytes that follow.
 * @throws CborError `cbor_invalid`
 */
export function decodeCborFirst(
  bytes: Uint8Array,
  options: DecodeCborOptions = {},
): { readonly value: CborValue; readonly length: number } {
  checkSize(bytes, options);
  const { length, texts } = scanCbor(bytes, {
    canonical: options.canonical ?? true,
    maxDepth: Math.min(options.maxDepth ?? CBOR_MAX_DEPTH, MAX_DEPTH_LIMIT),
  });
  return { value: restore(build(bytes.slice(0, length)), texts), length };
}

function checkSize(bytes: Uint8Array, options: DecodeCborOptions): void {
  if (bytes.length > (options.maxBytes ?? DEFAULT_MAX_BYTES)) {
    throw new CborError('data is too long');
  }
}

/** `bytes` is a copy: cbor-x hangs a property on the array that it reads. */
function build(bytes: Uint8Array): CborValue {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new CborError('data cannot be decoded', { cause });
  }
}

/**
 * Undoes two habits of cbor-x: it gives every 64-bit integer as bigint, and it drops a byte order mark from the start of
 * a long text. The texts come from the scan, in the order of the wire, which is also the order of the built value.
 */
function restore(built: CborValue, texts: readonly string[]): CborValue {
  let used = 0;
  const restoreKey = (key: CborKey): CborKey => {
    if (typeof key === 'bigint') {
      return isSafe(key) ? Number(key) : key;
    }
    if (typeof key === 'string') {
      used += 1;
      return texts[used - 1] ?? key;
    }
    return key;
  };
  const restoreValue = (value: CborValue): CborValue => {
    if (typeof value === 'bigint' || typeof value === 'string') {
      return restoreKey(value);
    }
    if (Array.isArray(value)) {
      return value.map(restoreValue);
    }
    if (value instanceof Map) {
      const map: CborMap = new Map();
      for (const [key, item] of value) {
        map.set(restoreKey(key), restoreValue(item));
      }
      return map;
    }
    return value;
  };
  const restored = restoreValue(built);
  if (used !== texts.length) {
    // Two keys that differ by a byte order mark have become one.
    throw new CborError('map keys cannot be told apart');
  }
  return restored;
}

function isSafe(integer: bigint): boolean {
  return integer <= Number.MAX_SAFE_INTEGER && integer >= Number.MIN_SAFE_INTEGER;
}
