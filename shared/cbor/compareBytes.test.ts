import { describe, expect, it } from 'vitest';
import { fromHex } from '#shared/bytes/hex.ts';
import { compareBytes } from './compareBytes.ts';

describe('compareBytes', () => {
  it('orders by the first differing byte, and a prefix before what it begins', () => {
    const sorted = ['', '00', '0000', '00ff', '01', '7f', '80', 'ff', 'ff00'];
    const shuffled = [...sorted].reverse().map(fromHex);
    const result = shuffled.sort(compareBytes);
    expect(result).toStrictEqual(sorted.map(fromHex));
  });

  it('tells equal byte strings by zero', () => {
    expect(compareBytes(fromHex('0102'), fromHex('0102'))).toBe(0);
  });
});
