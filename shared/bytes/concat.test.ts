import { describe, expect, it } from 'vitest';
import { concat } from './concat.ts';

describe('concat', () => {
  it('joins byte strings in order', () => {
    const joined = concat(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3));
    expect(joined).toStrictEqual(Uint8Array.of(1, 2, 3));
    expect(concat()).toStrictEqual(new Uint8Array());
  });

  it('joins views by their own range and shares no memory with them', () => {
    const buffer = Uint8Array.of(9, 1, 2, 9);
    const joined = concat(buffer.subarray(1, 3));
    buffer.fill(0);
    expect(joined).toStrictEqual(Uint8Array.of(1, 2));
  });
});
