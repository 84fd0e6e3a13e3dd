import { describe, expect, it } from 'vitest';
import { settleRemovals } from '#bff/myKeys/settleRemovals.ts';
import { runRemovals } from './runRemovals.ts';
import { removalDesk } from './testRemovalDesk.ts';
import { DELAY_MS, removalPartsOf } from './testRemovals.ts';

const MINUTE_MS = 60_000;

describe('a removal of many keys that is interrupted', () => {
  const desk = removalDesk();
  const { personWith, started, run, keysOf, deletes } = desk;

  it('looks after a key whose DELETE had no answer, and asks for none twice', async () => {
    const people = [personWith(2), personWith(2)];
    const id = await started(...people.map((one) => one.id));
    desk.bench.clock.now += DELAY_MS;
    desk.bench.directory.fail('deletePasskey', 'lostBefore', 'lostAfter');
    await run();
    // The second one was found to be gone at once.
    expect(await desk.removals.show(id)).toMatchObject({
      ...{ state: 'done', counts: { asked: 1, removed: 1 } },
    });
    desk.bench.clock.now += MINUTE_MS;
    await settleRemovals(removalPartsOf(desk.bench));
    expect(await desk.removals.show(id)).toMatchObject({ counts: { asked: 0, kept: 1 } });
    expect(deletes()).toBe(2);
  });

  it('goes on after a restart, where a backend died between the books and Entra as well', async () => {
    const { id: holder } = personWith(4);
    const id = await started(holder);
    desk.bench.clock.now += DELAY_MS;
    const dying = removalPartsOf(desk.bench);
    desk.bench.directory.deletePasskey = async () => {
      throw new TypeError('the backend dies');
    };
    await runRemovals(dying);
    expect(await desk.removals.show(id)).toMatchObject({ counts: { asked: 1, waiting: 2 } });
    Reflect.deleteProperty(desk.bench.directory, 'deletePasskey');
    const store = await desk.bench.database.reopen();
    await runRemovals(removalPartsOf(desk.bench, store));
    expect(await desk.removals.show(id)).toMatchObject({
      ...{ state: 'done', counts: { asked: 1, removed: 2, left: 1 } },
    });
    desk.bench.clock.now += MINUTE_MS;
    await settleRemovals(removalPartsOf(desk.bench, store));
    expect(await desk.removals.show(id)).toMatchObject({ counts: { kept: 1 } });
    expect(keysOf(holder)).toHaveLength(2);
    await store.close();
  });

  it('goes on by one backend at a time: no key is asked for twice', async () => {
    const people = Array.from({ length: 6 }, () => personWith(2));
    await started(...people.map((one) => one.id));
    desk.bench.clock.now += DELAY_MS;
    const store = await desk.bench.database.reopen();
    const backends = [removalPartsOf(desk.bench), removalPartsOf(desk.bench, store)];
    for (let round = 0; round < 3; round += 1) await Promise.all(backends.map(run));
    expect(deletes()).toBe(6);
    for (const { id } of people) expect(keysOf(id)).toHaveLength(1);
    await store.close();
  });
});
