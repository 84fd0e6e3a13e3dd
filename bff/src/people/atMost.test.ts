import { expect, it } from 'vitest';
import { atMost } from './atMost.ts';

it('works on so many at a time and keeps the order', async () => {
  let running = 0;
  let most = 0;
  const results = await atMost(3, [5, 1, 4, 2, 3], async (item, index) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    running -= 1;
    return [item, index];
  });
  expect(results).toEqual([
    [5, 0],
    [1, 1],
    [4, 2],
    [2, 3],
    [3, 4],
  ]);
  expect(most).toBe(3);
});

it('takes nothing new after a rejection', async () => {
  const seen: number[] = [];
  const work = async (item: number) => {
    seen.push(item);
    if (item === 2) throw new RangeError('no');
  };
  await expect(atMost(1, [1, 2, 3], work)).rejects.toBeInstanceOf(RangeError);
  expect(seen).toEqual([1, 2]);
});
