import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWeakPin } from './weakPin.ts';

describe('a PIN that is easy to guess', () => {
  it.each(['111111', '123456', '987654', '02468', '121212', '123123', 'qwertz', 'Password'])(
    'may be %s',
    (pin) => {
      expect(isWeakPin(pin)).toBe(true);
    },
  );

  it.each(['829164', 'correct horse', '11111112', '🔑🗝️🔒🔓🪪🧷'])('is not %s', (pin) => {
    expect(isWeakPin(pin)).toBe(false);
  });

  it('is any one character repeated, and any PIN that only counts', () => {
    const first = fc.integer({ min: 0x61, max: 0x6a });
    fc.assert(
      fc.property(first, fc.integer({ min: -2, max: 2 }), (start, step) => {
        const points = Array.from({ length: 6 }, (_, index) => start + index * step);
        expect(isWeakPin(String.fromCodePoint(...points))).toBe(true);
      }),
    );
  });
});
