import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '#shared/bytes/concat.ts';
import { fromHex, toHex } from '#shared/bytes/hex.ts';
import { CborError } from '#shared/failure/appError.ts';
import { decodeCbor, decodeCborFirst } from './decodeCbor.ts';
import { encodeCbor } from './encodeCbor.ts';
import { arbitraryCbor } from './vectors/arbitraryCbor.ts';
import refused from './vectors/refused.json' with { type: 'json' };
import rfc8949 from './vectors/rfc8949AppendixA.json' with { type: 'json' };
import { readVectorValue } from './vectors/vectorValue.ts';

/** Arrays inside each other, the innermost empty. */
function nestedArrays(depth: number): Uint8Array {
  const bytes = new Uint8Array(depth).fill(0x81);
  bytes[depth - 1] = 0x80;
  return bytes;
}

describe('decodeCbor', () => {
  it.each(rfc8949.accepted)('reads the RFC 8949 example $hex', ({ hex, value }) => {
    expect(decodeCbor(fromHex(hex))).toStrictEqual(readVectorValue(value));
  });

  it.each(rfc8949.rejected)('refuses the RFC 8949 example $hex ($reason)', ({ hex }) => {
    expect(() => decodeCbor(fromHex(hex))).toThrow(CborError);
    expect(() => decodeCbor(fromHex(hex), { canonical: false })).toThrow(CborError);
  });

  it.each(refused.rows)('refuses $what: $hex', ({ hex, lenient }) => {
    expect(() => decodeCbor(fromHex(hex))).toThrow(CborError);
    if (!lenient) {
      expect(() => decodeCbor(fromHex(hex), { canonical: false })).toThrow(CborError);
    }
  });

  it.each(refused.rows.filter(({ lenient }) => lenient))(
    'reads $what when it need not be canonical',
    ({ hex }) => {
      const value = decodeCbor(fromHex(hex), { canonical: false });
      expect(decodeCbor(encodeCbor(value))).toStrictEqual(value);
    },
  );

  it('reads sloppy integers as the numbers they are', () => {
    expect(
      decodeCbor(fromHex('a31b00000000000000011b000000000000000221033b000000000000000405'), {
        canonical: false,
      }),
    ).toStrictEqual(
      new Map([
        [1, 2],
        [-2, 3],
        [-5, 5],
      ]),
    );
  });

  it.each([
    ['1b001fffffffffffff', Number.MAX_SAFE_INTEGER],
    ['1b0020000000000000', 0x20_0000_0000_0000n],
    ['3b001ffffffffffffe', Number.MIN_SAFE_INTEGER],
    ['3b001fffffffffffff', -0x20_0000_0000_0000n],
    ['3bfffffffffffffffe', -0xffff_ffff_ffff_ffffn],
    ['1ae0ebfa94', 0xe0eb_fa94],
  ])('keeps the integer %s exact', (hex, integer) => {
    expect(decodeCbor(fromHex(hex))).toBe(integer);
  });

  it('keeps 64-bit integers exact where keys carry them, as vendor ids of getInfo', () => {
    const bytes = fromHex('a115821bffffffffffffffff1b03e43f56b34285e2');
    expect(decodeCbor(bytes)).toStrictEqual(
      new Map([[0x15, [0xffff_ffff_ffff_ffffn, 0x03e4_3f56_b342_85e2n]]]),
    );
  });

  it('keeps a byte order mark at the start of short and long text', () => {
    for (const text of ['\ufeffa', `\ufeff${'a'.repeat(80)}`, `\ufeff\ufeff${'ü'.repeat(80)}`]) {
      expect(decodeCbor(encodeCbor([text, text]))).toStrictEqual([text, text]);
      const map = new Map([[text, text]]);
      expect(decodeCbor(encodeCbor(map))).toStrictEqual(map);
    }
  });

  it('keeps keys apart that differ by nothing but a byte order mark', () => {
    const key = 'a'.repeat(80);
    const map = new Map([
      [key, 1],
      [`\ufeff${key}`, 2],
    ]);
    expect(decodeCbor(encodeCbor(map))).toStrictEqual(map);
  });

  it('reads text of names that plain objects treat as special', () => {
    const map = new Map([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    expect(decodeCbor(encodeCbor(map))).toStrictEqual(map);
  });

  it('reads eight containers inside each other and refuses nine', () => {
    expect(decodeCbor(nestedArrays(8))).toStrictEqual([[[[[[[[]]]]]]]]);
    expect(() => decodeCbor(nestedArrays(9))).toThrow(CborError);
  });

  it('obeys the depth asked for, up to 32', () => {
    expect(() => decodeCbor(nestedArrays(5), { maxDepth: 4 })).toThrow(CborError);
    expect(decodeCbor(nestedArrays(4), { maxDepth: 4 })).toStrictEqual([[[[]]]]);
    expect(() => decodeCbor(nestedArrays(33), { maxDepth: 1_000_000 })).toThrow(CborError);
    expect(decodeCbor(fromHex('05'), { maxDepth: 0 })).toBe(5);
    expect(() => decodeCbor(fromHex('80'), { maxDepth: 0 })).toThrow(CborError);
  });

  it('refuses a depth of 100000 without recursing into it', () => {
    const options = { maxBytes: 200_000, maxDepth: 1_000_000 };
    expect(() => decodeCbor(nestedArrays(100_000), options)).toThrow(CborError);
    expect(() => decodeCborFirst(nestedArrays(100_000), options)).toThrow(CborError);
  });

  it('refuses data longer than 16384 bytes unless more is allowed', () => {
    const longest = encodeCbor(new Uint8Array(16_381));
    expect(longest).toHaveLength(16_384);
    expect(decodeCbor(longest)).toHaveLength(16_381);
    const longer = encodeCbor(new Uint8Array(16_382));
    expect(() => decodeCbor(longer)).toThrow(CborError);
    expect(decodeCbor(longer, { maxBytes: 16_385 })).toHaveLength(16_382);
    expect(() => decodeCbor(fromHex('01'), { maxBytes: 0 })).toThrow(CborError);
  });

  it('reads a view into a larger buffer, and shares no memory with it', () => {
    const buffer = fromHex('ffff4401020304ffff');
    const value = decodeCbor(buffer.subarray(2, 7));
    buffer.fill(0);
    expect(value).toStrictEqual(fromHex('01020304'));
    expect(Object.keys(buffer)).not.toContain('dataView');
  });

  it('leaves its argument as it is', () => {
    const bytes = fromHex('a10102');
    decodeCbor(bytes);
    expect(toHex(bytes)).toBe('a10102');
    expect('dataView' in bytes).toBe(false);
  });

  it('says nothing of the data in its errors', () => {
    const secret = concat(fromHex('a26473657465'), fromHex('6301'));
    expect(() => decodeCbor(secret)).toThrow(
      expect.objectContaining({
        code: 'cbor_invalid',
        message: expect.not.stringContaining('sete'),
      }),
    );
  });

  it('is the inverse of encodeCbor', () => {
    fc.assert(
      fc.property(arbitraryCbor, (value) => {
        expect(decodeCbor(encodeCbor(value))).toStrictEqual(value);
      }),
      { numRuns: 1500 },
    );
  });

  it('refuses arbitrary bytes, or encodes to the same bytes again', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 24 }), expectRefusedOrIdentical), {
      numRuns: 5000,
    });
  });

  it('refuses a damaged encoding, or encodes to the same bytes again', () => {
    const damaged = fc
      .tuple(arbitraryCbor.map(encodeCbor), fc.nat(), fc.nat({ max: 255 }), fc.nat({ max: 3 }))
      .map(([bytes, position, byte, cut]) => {
        const copy = bytes.slice(0, Math.max(1, bytes.length - cut));
        copy[position % copy.length] = byte;
        return copy;
      });
    fc.assert(fc.property(damaged, expectRefusedOrIdentical), { numRuns: 3000 });
  });
});

function expectRefusedOrIdentical(bytes: Uint8Array): void {
  let value: ReturnType<typeof decodeCbor>;
  try {
    value = decodeCbor(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(CborError);
    return;
  }
  expect(toHex(encodeCbor(value))).toBe(toHex(bytes));
}

describe('decodeCborFirst', () => {
  it('reads the first item and tells its length', () => {
    expect(decodeCborFirst(fromHex('a10102ffff'))).toStrictEqual({
      value: new Map([[1, 2]]),
      length: 3,
    });
  });

  it('finds the end of any item whatever follows', () => {
    fc.assert(
      fc.property(arbitraryCbor, fc.uint8Array({ maxLength: 8 }), (value, rest) => {
        const item = encodeCbor(value);
        expect(decodeCborFirst(concat(item, rest))).toStrictEqual({ value, length: item.length });
      }),
      { numRuns: 500 },
    );
  });

  it('refuses an item that is cut short', () => {
    expect(() => decodeCborFirst(fromHex('a101'))).toThrow(CborError);
    expect(() => decodeCborFirst(new Uint8Array())).toThrow(CborError);
  });
});
