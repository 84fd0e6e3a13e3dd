import { describe, expect, it } from 'vitest';
import { OPERATOR } from '#bff/enrolment/testBench.ts';
import { runRemovals } from './runRemovals.ts';
import { ACTOR, COLLEAGUE, removalDesk } from './testRemovalDesk.ts';
import { DELAY_MS, removalPartsOf } from './testRemovals.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

describe('a removal of many keys', () => {
  const desk = removalDesk();
  const {
    reopen,
    personWith,
    plan,
    started,
    run,
    keysOf,
    statesOf,
    deletes,
    makePowerful,
    recordsOf,
  } = desk;

  it('waits for its time, then takes key by key, tells each holder, and says what became of all', async () => {
    const people = [personWith(2), personWith(2)];
    const id = await started(...people.map((one) => one.id));
    const mails = await desk.bench.database.sql(
      "select recipient_id, notice from outbox where notice->>'kind' = 'removalStarted'",
    );
    expect(mails).toMatchObject([{ recipient_id: null, notice: { count: 2, removalId: id } }]);
    desk.bench.clock.now += DELAY_MS - 1;
    expect(await run()).toBe(0);
    expect(await desk.removals.show(id)).toMatchObject({
      state: 'waiting',
      counts: { waiting: 2 },
    });
    desk.bench.clock.now += 1;
    await run();
    expect(await desk.removals.show(id)).toMatchObject({
      ...{ state: 'done', counts: { removed: 2, left: 2, waiting: 0 } },
      startedBy: { displayName: 'Omar Haddad' },
    });
    for (const { id: holder, keys } of people) {
      expect(keysOf(holder)).toEqual(keys.slice(1));
      const events = await desk.bench.database.sql(
        'select kind, how, actor_id, actor_name from key_events where holder_id = $1',
        [holder],
      );
      expect(events).toEqual([
        { kind: 'removed', how: 'bulk', actor_id: OPERATOR, actor_name: 'Omar Haddad' },
      ]);
    }
    const records = await recordsOf('removeKey');
    expect(records.map(({ phase, result }) => [phase, result])).toEqual([
      ...[
        ['intent', null],
        ['outcome', 'ok'],
      ],
      ...[
        ['intent', null],
        ['outcome', 'ok'],
      ],
    ]);
    const csv = await desk.removals.results(id, ACTOR);
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain('"An old key"');
    expect(csv).toContain('"removed"');
    expect(csv).toContain('"last_key"');
  });

  it('is stopped by a colleague before its time, and nothing goes', async () => {
    const { id: holder } = personWith(3);
    const id = await started(holder);
    expect(await desk.removals.stop(id, COLLEAGUE)).toMatchObject({
      ...{ state: 'stopped', stoppedBy: { displayName: 'Ida' } },
    });
    expect(await desk.removals.stop(id, ACTOR)).toMatchObject({
      stoppedBy: { displayName: 'Ida' },
    });
    desk.bench.clock.now += DAY_MS;
    await run();
    expect(keysOf(holder)).toHaveLength(3);
    await expect(desk.removals.start(id, ACTOR)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is stopped in the middle: what is gone is gone, and the rest stays', async () => {
    const { id: holder } = personWith(4);
    const id = await started(holder);
    desk.bench.clock.now += DELAY_MS;
    const parts = removalPartsOf(desk.bench);
    const plain = desk.bench.directory.deletePasskey.bind(desk.bench.directory);
    desk.bench.directory.deletePasskey = async (userId, methodId) => {
      await plain(userId, methodId);
      if (deletes() === 2) await desk.removals.stop(id, COLLEAGUE);
    };
    await runRemovals(parts);
    expect(await desk.removals.show(id)).toMatchObject({
      ...{ state: 'stopped', counts: { removed: 2, waiting: 1, left: 1 } },
    });
    expect(keysOf(holder)).toHaveLength(2);
  });

  it('stops by itself where who started it was suspended', async () => {
    const { id: holder } = personWith(3);
    const id = await started(holder);
    await desk.bench.database.sql('insert into suspensions values ($1, $2, now())', [
      OPERATOR,
      COLLEAGUE.id,
    ]);
    desk.bench.clock.now += DELAY_MS;
    await run();
    expect(await desk.removals.show(id)).toMatchObject({ state: 'stopped', stoppedBy: null });
    expect(keysOf(holder)).toHaveLength(3);
    await expect(plan(holder)).rejects.toMatchObject({ code: 'operator_suspended' });
  });

  it('asks the guard again at each key', async () => {
    const plain = personWith(2);
    const promoted = personWith(2);
    const id = await started(promoted.id, plain.id);
    makePowerful(promoted.id);
    desk.bench.clock.now += DELAY_MS;
    await run();
    expect(keysOf(promoted.id)).toHaveLength(2);
    expect(keysOf(plain.id)).toHaveLength(1);
    expect(statesOf(await desk.removals.show(id))).toEqual([
      ...['user_protected', 'last_key', 'removed', 'last_key'],
    ]);
    expect(await recordsOf('removeKey')).toMatchObject([
      { phase: 'intent', holder_id: promoted.id, detail: { removalId: id } },
      { phase: 'outcome', result: 'user_protected' },
      ...[{ phase: 'intent' }, { phase: 'outcome', result: 'ok' }],
    ]);
  });

  it('keeps to the limits of who started it: over a minute’s it waits, over a day’s the rest stays', async () => {
    await reopen({ perMinute: 2, perDay: 3 });
    const { id: holder } = personWith(6);
    const id = await started(holder);
    desk.bench.clock.now += DELAY_MS;
    await run();
    expect(await desk.removals.show(id)).toMatchObject({
      state: 'running',
      counts: { removed: 2 },
    });
    await run();
    expect(deletes()).toBe(2);
    desk.bench.clock.now += MINUTE_MS;
    await run();
    const shown = await desk.removals.show(id);
    expect(shown.state).toBe('done');
    expect(statesOf(shown)).toEqual([
      ...['removed', 'removed', 'removed'],
      ...['removals_limited', 'removals_limited', 'last_key'],
    ]);
  });

  it('keeps what Entra refuses and says why', async () => {
    const { id: holder } = personWith(2);
    const id = await started(holder);
    desk.bench.clock.now += DELAY_MS;
    desk.bench.directory.fail('deletePasskey', 'graph_forbidden');
    await run();
    expect(await desk.removals.show(id)).toMatchObject({
      keys: [{ state: 'kept', code: 'graph_forbidden' }, {}],
    });
    expect(deletes()).toBe(1);
  });
});
