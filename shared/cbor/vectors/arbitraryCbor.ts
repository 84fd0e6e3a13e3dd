import fc from 'fast-check';
import type { CborKey, CborMap, CborValue } from '#shared/cbor/cborValue.ts';

const UINT64_MAX = (1n << 64n) - 1n;

/** Integers of every width of head, as decodeCbor gives them: bigint only beyond the safe range. */
const arbitraryInteger: fc.Arbitrary<number | bigint> = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: BigInt(Number.MAX_SAFE_INTEGER) + 1n, max: UINT64_MAX }),
  fc.bigInt({ min: -UINT64_MAX, max: BigInt(Number.MIN_SAFE_INTEGER) - 1n }),
);

const arbitraryText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'binary', minLength: 20, maxLength: 120 }),
);

const arbitraryKey: fc.Arbitrary<CborKey> = fc.oneof(arbitraryInteger, arbitraryText);

/** Values of every kind that CTAP2 CBOR has, nested up to the default depth of the decoder. */
export const arbitraryCbor: fc.Arbitrary<CborValue> = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 8, depthSize: 'small' },
    arbitraryInteger,
    arbitraryText,
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie('value'), { maxLength: 6 }),
    fc
      .uniqueArray(fc.tuple(arbitraryKey, tie('value')), {
        maxLength: 6,
        selector: ([key]) => key,
      })
      .map((entries): CborMap => new Map(entries)),
  ),
})).value;
