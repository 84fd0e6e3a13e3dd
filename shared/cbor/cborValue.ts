/** A key of a CTAP2 map: an integer or text (CTAP 2.3 §8 allows no other). Beyond the safe range integers are `bigint`. */
export type CborKey = number | bigint | string;

/** A decoded CBOR map. Order of insertion is the order on the wire. */
export type CborMap = Map<CborKey, CborValue>;

/**
 * What CTAP2 canonical CBOR can express: integers (`number` in the safe range, `bigint` beyond it), text, byte strings,
 * booleans, null, arrays and maps. There are no tags, floats or undefined. `-2^64`, which needs more than 64 bits, is
 * not supported.
 */
export type CborValue =
  | number
  | bigint
  | string
  | boolean
  | null
  | Uint8Array
  | CborValue[]
  | CborMap;

/** Containers inside each other, at most. CTAP 2.3 §8 allows messages 4; attestation objects of others may go deeper. */
export const CBOR_MAX_DEPTH = 8;
