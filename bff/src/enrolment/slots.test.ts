import { describe, expect, it } from 'vitest';
import { createSlots } from './slots.ts';

describe('slots', () => {
  it('let so many work at a time, and the others in their order, whatever became of those before', async () => {
    const slots = createSlots(2);
    const began: number[] = [];
    const ends: (() => void)[] = [];
    const all = Promise.allSettled(
      [0, 1, 2, 3].map((index) =>
        slots(async () => {
          began.push(index);
          await new Promise<void>((resolve) => ends.push(resolve));
          if (index === 0) throw new TypeError('failed');
        }),
      ),
    );
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    await turn();
    expect(began).toEqual([0, 1]);
    for (const next of [2, 3]) {
      ends.shift()?.();
      await turn();
      expect(began.at(-1)).toBe(next);
    }
    for (const end of ends) end();
    const ended = (await all).map(({ status }) => status);
    expect(ended).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(await slots(async () => 'free again')).toBe('free again');
  });
});
