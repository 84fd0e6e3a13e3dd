import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { takeAway } from '#bff/myKeys/takeAway.ts';
import { COLLEAGUE, removalDesk } from './testRemovalDesk.ts';
import { DELAY_MS, removalPartsOf } from './testRemovals.ts';

describe('a removal of many keys and the last key of a person', () => {
  const desk = removalDesk();
  const { personWith, plan, started, run, keysOf, statesOf } = desk;

  it('leaves the last key that works, also where its holder takes the other one away meanwhile', async () => {
    const { id: holder, keys } = personWith(2);
    const id = await started(holder);
    const [first = '', second = ''] = keys;
    const own = { id: holder, requestId: 'request-2' };
    await takeAway(
      removalPartsOf(desk.bench),
      'removed',
      { methodId: second, seen: [first, second] },
      own,
    );
    desk.bench.clock.now += DELAY_MS;
    await run();
    expect(keysOf(holder)).toEqual([first]);
    expect(statesOf(await desk.removals.show(id))).toEqual(['last_key', 'last_key']);
  });

  it('counts on no key whose removal by an enrolment began just now', async () => {
    const { id: holder, keys } = personWith(2);
    const id = await started(holder);
    desk.bench.clock.now += DELAY_MS;
    await desk.bench.database.sql('insert into removals values ($1, $2, $3, $4)', [
      ...[randomUUID(), keys[1], COLLEAGUE.id],
      new Date(desk.bench.clock.now - 1_000),
    ]);
    await run();
    expect(keysOf(holder)).toHaveLength(2);
    expect(statesOf(await desk.removals.show(id))).toEqual(['last_key', 'last_key']);
  });

  it('leaves it where nobody can tell whether another one works', async () => {
    const { id: holder } = personWith(2);
    const id = await started(holder);
    desk.bench.directory.modelProblem = 'model_not_allowed';
    const { keys } = await plan(holder);
    // Keys that surely do not work are nobody's last one.
    expect(keys.map(({ isLast }) => isLast)).toEqual([false, false]);
    desk.bench.directory.modelProblem = null;
    const shown = desk.bench.directory.passkeys.get(holder) ?? [];
    desk.bench.directory.passkeys.set(
      holder,
      shown.map((one, index) => (index === 1 ? { ...one, passkeyType: 'synced' } : one)),
    );
    desk.bench.clock.now += DELAY_MS;
    await run();
    expect(keysOf(holder)).toHaveLength(2);
    expect(statesOf(await desk.removals.show(id))[0]).toBe('last_key');
  });
});
