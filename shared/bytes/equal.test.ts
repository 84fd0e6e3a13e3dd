import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal } from './equal.ts';

describe('equal', () => {
  it('tells a byte string from any that differs in one byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, position) => {
        const index = position % bytes.length;
        expect(equal(bytes, bytes.slice())).toBe(true);
        expect(equal(bytes, bytes.with(index, (bytes[index] ?? 0) ^ 0x80))).toBe(false);
      }),
    );
  });

  it('tells byte strings of different lengths apart, whatever they begin with', () => {
    expect(equal(new Uint8Array(2), new Uint8Array(3))).toBe(false);
    expect(equal(new Uint8Array(), new Uint8Array(1))).toBe(false);
    expect(equal(new Uint8Array(), new Uint8Array())).toBe(true);
  });
});
