import { expect, it } from 'vitest';
import { leftOutOfBatch } from './leftOutOfBatch.ts';

it('names who is not in the batch that was made of the list, in its order, with the reason', () => {
  const people = ['A1', 'b2', 'c3', 'd4'].map((userId) => ({ userId, displayName: `${userId}!` }));
  expect(leftOutOfBatch({ unknown: ['d4', 'elsewhere'], serialsTaken: ['a1'] }, people)).toEqual([
    { userId: 'A1', displayName: 'A1!', why: 'serialTaken' },
    { userId: 'd4', displayName: 'd4!', why: 'unknown' },
  ]);
  expect(leftOutOfBatch({ unknown: [], serialsTaken: [] }, people)).toEqual([]);
});
