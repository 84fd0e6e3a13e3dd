import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import { type BatchMaking, makeBatch, NOTHING_MADE } from './makeBatch.ts';
import { fakeBatch } from './testing/fakeStation.ts';

const BODY = {
  name: 'Spring',
  profileId: 'new-colleague',
  assignment: 'next',
  resetsConfirmed: false,
} as const;
const members = Array.from({ length: 460 }, (_, index) => ({
  userId: `u${index}`,
  serial: null,
}));

function createBench(failAt: number) {
  const told: string[][] = [];
  let created = 0;
  let calls = 0;
  const batches = {
    async create() {
      created += 1;
      return fakeBatch();
    },
    async addPeople(_: string, { people }: { people: { userId: string }[] }) {
      calls += 1;
      if (calls === failAt) throw new AppError('backend_unreachable', 'gone');
      told.push(people.map(({ userId }) => userId));
      return { added: people.length, already: 0, unknown: [`x${calls}`], serialsTaken: [] };
    },
  };
  return { batches, told, created: () => created };
}

describe('making a batch', () => {
  it('tells it of everybody, two hundred at a time, and reports who is not known', async () => {
    const { batches, told } = createBench(0);
    const made = await makeBatch(batches, BODY, members, NOTHING_MADE, () => undefined);
    expect(told.map(({ length }) => length)).toEqual([200, 200, 60]);
    expect(told.flat()).toEqual(members.map(({ userId }) => userId));
    expect(made).toEqual({
      batchId: 'b1',
      told: 460,
      unknown: ['x1', 'x2', 'x3'],
      serialsTaken: [],
    });
  });

  it('goes on where it failed and makes no second batch', async () => {
    const { batches, told, created } = createBench(2);
    let last: BatchMaking = NOTHING_MADE;
    const progress = (making: BatchMaking) => {
      last = making;
    };
    await expect(makeBatch(batches, BODY, members, last, progress)).rejects.toMatchObject({
      code: 'backend_unreachable',
    });
    await makeBatch(batches, BODY, members, last, progress);
    expect(created()).toBe(1);
    expect(told.flat()).toEqual(members.map(({ userId }) => userId));
  });
});
