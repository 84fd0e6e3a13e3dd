import { CborError } from '#shared/failure/appError.ts';
import { type ReadItem, readCbor } from './cborReader.ts';
import { CBOR_MAX_DEPTH, type CborValue } from './cborValue.ts';

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
/** The reader recurses; this bound keeps far from the end of any stack. */
const MAX_DEPTH_LIMIT = 32;

/**
 * Decodes exactly one item of CTAP2 canonical CBOR: definite lengths, shortest heads, sorted unique keys that are integers or text, no tags, floats or undefined, strict
 * UTF-8, lengths that the data can hold, bounded depth and size, nothing after the item.
 * @returns maps as Map; integers as `number` in the safe range, else exact `bigint`; byte strings as copies.
 * @throws CborError `cbor_invalid`
 * @see CTAP 2.3 §8 Message Encoding
 */
export function decodeCbor(bytes: Uint8Array, options: DecodeCborOptions = {}): CborValue {
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
export function decodeCborFirst(bytes: Uint8Array, options: DecodeCborOptions = {}): ReadItem {
  if (bytes.length > (options.maxBytes ?? DEFAULT_MAX_BYTES)) {
    throw new CborError('data is too long');
  }
  return readCbor(bytes, {
    canonical: options.canonical ?? true,
    maxDepth: Math.min(options.maxDepth ?? CBOR_MAX_DEPTH, MAX_DEPTH_LIMIT),
  });
}
