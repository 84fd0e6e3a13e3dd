import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLastOf } from './lastUsable.ts';

const usable = fc.constantFrom('yes', 'no', 'unknown');
const keys = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), usable), {
  selector: ([id]) => id,
  maxLength: 6,
});

describe('the last key that works', () => {
  it('is left, in whatever order all are to be taken', () => {
    fc.assert(
      fc.property(keys, fc.infiniteStream(fc.nat()), (all, order) => {
        const working = new Map(all);
        const leaving = new Set<string>();
        const waiting = [...working.keys()];
        while (waiting.length > 0) {
          const [id = ''] = waiting.splice((order.next().value ?? 0) % waiting.length, 1);
          if (!isLastOf(working, leaving, id)) leaving.add(id);
        }
        const left = [...working].filter(([id]) => !leaving.has(id)).map(([, word]) => word);
        const had = [...working.values()];
        // Somebody who had one that works has one; who perhaps had one perhaps has one.
        if (had.includes('yes')) expect(left).toContain('yes');
        else if (had.includes('unknown')) expect(left).toContain('unknown');
        else expect(left).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is none that is not there', () => {
    expect(isLastOf(new Map([['a', 'yes']]), new Set(), 'b')).toBe(false);
    expect(isLastOf(new Map(), new Set(), 'b')).toBe(false);
  });
});
