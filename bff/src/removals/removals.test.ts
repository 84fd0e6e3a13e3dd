import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { createTestBench, OPERATOR, type TestBench } from '#bff/enrolment/testBench.ts';
import type { Target } from '#bff/guard/target.ts';
import { settleRemovals } from '#bff/myKeys/settleRemovals.ts';
import { takeAway } from '#bff/myKeys/takeAway.ts';
import type { RemovalDetail } from '#shared/api/removals.ts';
import { createRemovalService, type RemovalService } from './removalService.ts';
import { runRemovals } from './runRemovals.ts';
import { DELAY_MS, removalPartsOf } from './testRemovals.ts';

const ACTOR = {
  ...{ id: OPERATOR, requestId: 'request-1', displayName: 'Omar Haddad' },
  roles: ['Operator'] as const,
};
const COLLEAGUE = { ...ACTOR, id: '77777777-7777-4777-8777-777777777777', displayName: 'Ida' };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

describe('a removal of many keys', () => {
  let bench: TestBench;
  let removals: RemovalService;
  beforeEach(() => open());
  afterEach(() => bench.close());

  async function open(removalCaps: EnrolmentParts['removalCaps'] = { perMinute: 50, perDay: 50 }) {
    bench = await createTestBench({ removalCaps });
    bench.directory.addPerson(COLLEAGUE.id);
    removals = createRemovalService(removalPartsOf(bench));
  }

  async function reopen(removalCaps: EnrolmentParts['removalCaps']) {
    await bench.close();
    await open(removalCaps);
  }

  /** Somebody with so many keys; the newest stays whatever happens, where nothing else is said. */
  function personWith(count: number) {
    const id = bench.newHolder();
    const keys = Array.from({ length: count }, () => bench.directory.addPasskey(id).id);
    return { id, keys };
  }

  const plan = (...references: string[]) =>
    removals.plan(
      { reason: 'They leave', what: { by: 'people', references }, withLast: false },
      ACTOR,
    );

  async function started(...references: string[]): Promise<string> {
    const { id } = await plan(...references);
    await removals.start(id, ACTOR);
    return id;
  }

  const run = (parts = removalPartsOf(bench)) => runRemovals(parts);
  const keysOf = (id: string) => bench.directory.passkeys.get(id)?.map((one) => one.id) ?? [];
  const statesOf = ({ keys }: RemovalDetail) => keys.map(({ state, code }) => code ?? state);
  const deletes = () => bench.directory.calls.filter((call) => call === 'deletePasskey').length;

  /** Gives somebody a role in the directory. */
  function makePowerful(powerful: string) {
    const { directory } = bench;
    const plain = async (userId: string): Promise<Target> => ({
      person: await directory.getPerson(userId),
      roles: userId === powerful ? [{ roleId: randomUUID(), isOfPart: false }] : [],
      ...{ roleGroups: [], isInRestrictedUnit: false },
      ...{ groupIds: new Set<string>(), unitIds: new Set<string>() },
    });
    directory.targets = {
      readTarget: plain,
      targetNow: async (userId) => ({
        target: await plain(userId),
        passkeys: await directory.listPasskeys(userId),
      }),
    };
  }

  const recordsOf = (action: string) =>
    bench.database.sql(
      'select phase, result, actor_id, holder_id, detail from audit where action = $1 order by seq',
      [action],
    );

  it('shows which keys would go, what the guard says of their holders and whose last one it is, and touches nothing', async () => {
    const two = personWith(2);
    const powerful = personWith(2);
    makePowerful(powerful.id);
    const shown = await plan(two.id, two.id.toUpperCase(), powerful.id, OPERATOR, 'nobody@x');
    expect(shown).toMatchObject({
      ...{ state: 'planned', notFound: ['nobody@x'], needsApproval: false, delaySeconds: 900 },
      counts: { waiting: 1, left: 3 },
    });
    expect(statesOf(shown)).toEqual(['waiting', 'last_key', 'user_protected', 'user_protected']);
    expect(shown.keys.map(({ isLast }) => isLast)).toEqual([false, true, false, false]);
    bench.clock.now += DAY_MS;
    expect(await run()).toBe(0);
    expect([...keysOf(two.id), ...keysOf(powerful.id)]).toHaveLength(4);
  });

  it('finds keys that were enrolled here by their serials and by their model', async () => {
    const holder = bench.newHolder();
    const spare = bench.directory.addPasskey(holder);
    const [wanted, other] = [
      bench.directory.addPasskey(holder),
      bench.directory.addPasskey(holder),
    ];
    const enrolmentIds = await Promise.all(
      [0, 1].map(async () => {
        const { id } = await bench.enrolments.start(
          { userId: bench.newHolder(), profileId: 'new-colleague' },
          { id: OPERATOR, requestId: 'r' },
        );
        return id;
      }),
    );
    for (const [index, { id, serial }] of [
      { id: wanted.id, serial: '4711' },
      { id: other.id, serial: '4712' },
    ].entries()) {
      await bench.database.sql(
        `insert into inventory (enrolment_id, holder_id, serial, aaguid, credential_id, method_id,
           display_name, product_name, state, created_at)
         values ($1, $2, $3, '2fc0579f-8113-47ea-b116-bb5a8db9202a', $4, $4, 'Key', 'A model', 'live', now())`,
        [enrolmentIds[index], holder, serial, id],
      );
    }
    const bySerial = await removals.plan(
      { reason: 'Lost', what: { by: 'serials', serials: ['4711', '9999'] }, withLast: false },
      ACTOR,
    );
    expect(bySerial).toMatchObject({
      notFound: ['9999'],
      keys: [
        {
          methodId: wanted.id,
          key: { displayName: 'An old key', productName: 'A model', serial: '4711' },
        },
      ],
    });
    const what = { by: 'model', aaguid: '2FC0579F-8113-47EA-B116-BB5A8DB9202A' } as const;
    const byModel = await removals.plan({ reason: 'Weak', what, withLast: false }, ACTOR);
    expect(byModel.keys.map(({ methodId }) => methodId).sort()).toEqual(
      [wanted.id, other.id].sort(),
    );
    expect(keysOf(holder)).toContain(spare.id);
  });

  it('waits for its time, then takes key by key, tells each holder, and says what became of all', async () => {
    const people = [personWith(2), personWith(2)];
    const id = await started(...people.map((one) => one.id));
    const mails = await bench.database.sql(
      "select recipient_id, notice from outbox where notice->>'kind' = 'removalStarted'",
    );
    expect(mails).toMatchObject([{ recipient_id: null, notice: { count: 2, removalId: id } }]);
    bench.clock.now += DELAY_MS - 1;
    expect(await run()).toBe(0);
    expect(await removals.show(id)).toMatchObject({ state: 'waiting', counts: { waiting: 2 } });
    bench.clock.now += 1;
    await run();
    expect(await removals.show(id)).toMatchObject({
      ...{ state: 'done', counts: { removed: 2, left: 2, waiting: 0 } },
      startedBy: { displayName: 'Omar Haddad' },
    });
    for (const { id: holder, keys } of people) {
      expect(keysOf(holder)).toEqual(keys.slice(1));
      const events = await bench.database.sql(
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
    const csv = await removals.results(id, ACTOR);
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain('"An old key"');
    expect(csv).toContain('"removed"');
    expect(csv).toContain('"last_key"');
  });

  it('writes no formula into the file', async () => {
    const holder = bench.newHolder();
    bench.directory.addPerson(holder, { displayName: '=cmd()' });
    bench.directory.addPasskey(holder);
    const { id } = await plan(holder);
    expect(await removals.results(id, ACTOR)).toContain(`"'=cmd()"`);
  });

  it('is stopped by a colleague before its time, and nothing goes', async () => {
    const { id: holder } = personWith(3);
    const id = await started(holder);
    expect(await removals.stop(id, COLLEAGUE)).toMatchObject({
      ...{ state: 'stopped', stoppedBy: { displayName: 'Ida' } },
    });
    expect(await removals.stop(id, ACTOR)).toMatchObject({ stoppedBy: { displayName: 'Ida' } });
    bench.clock.now += DAY_MS;
    await run();
    expect(keysOf(holder)).toHaveLength(3);
    await expect(removals.start(id, ACTOR)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is stopped in the middle: what is gone is gone, and the rest stays', async () => {
    const { id: holder } = personWith(4);
    const id = await started(holder);
    bench.clock.now += DELAY_MS;
    const parts = removalPartsOf(bench);
    const plain = bench.directory.deletePasskey.bind(bench.directory);
    bench.directory.deletePasskey = async (userId, methodId) => {
      await plain(userId, methodId);
      if (deletes() === 2) await removals.stop(id, COLLEAGUE);
    };
    await runRemovals(parts);
    expect(await removals.show(id)).toMatchObject({
      ...{ state: 'stopped', counts: { removed: 2, waiting: 1, left: 1 } },
    });
    expect(keysOf(holder)).toHaveLength(2);
  });

  it('stops by itself where who started it was suspended', async () => {
    const { id: holder } = personWith(3);
    const id = await started(holder);
    await bench.database.sql('insert into suspensions values ($1, $2, now())', [
      OPERATOR,
      COLLEAGUE.id,
    ]);
    bench.clock.now += DELAY_MS;
    await run();
    expect(await removals.show(id)).toMatchObject({ state: 'stopped', stoppedBy: null });
    expect(keysOf(holder)).toHaveLength(3);
    await expect(plan(holder)).rejects.toMatchObject({ code: 'operator_suspended' });
  });

  it('asks the guard again at each key', async () => {
    const plain = personWith(2);
    const promoted = personWith(2);
    const id = await started(promoted.id, plain.id);
    makePowerful(promoted.id);
    bench.clock.now += DELAY_MS;
    await run();
    expect(keysOf(promoted.id)).toHaveLength(2);
    expect(keysOf(plain.id)).toHaveLength(1);
    expect(statesOf(await removals.show(id))).toEqual([
      ...['user_protected', 'last_key', 'removed', 'last_key'],
    ]);
    expect(await recordsOf('removeKey')).toMatchObject([
      { phase: 'intent', holder_id: promoted.id, detail: { removalId: id } },
      { phase: 'outcome', result: 'user_protected' },
      ...[{ phase: 'intent' }, { phase: 'outcome', result: 'ok' }],
    ]);
  });

  it('leaves the last key that works, also where its holder takes the other one away meanwhile', async () => {
    const { id: holder, keys } = personWith(2);
    const id = await started(holder);
    const [first = '', second = ''] = keys;
    const own = { id: holder, requestId: 'request-2' };
    await takeAway(
      removalPartsOf(bench),
      'removed',
      { methodId: second, seen: [first, second] },
      own,
    );
    bench.clock.now += DELAY_MS;
    await run();
    expect(keysOf(holder)).toEqual([first]);
    expect(statesOf(await removals.show(id))).toEqual(['last_key', 'last_key']);
  });

  it('counts on no key whose removal by an enrolment began just now', async () => {
    const { id: holder, keys } = personWith(2);
    const id = await started(holder);
    bench.clock.now += DELAY_MS;
    await bench.database.sql('insert into removals values ($1, $2, $3, $4)', [
      ...[randomUUID(), keys[1], COLLEAGUE.id],
      new Date(bench.clock.now - 1_000),
    ]);
    await run();
    expect(keysOf(holder)).toHaveLength(2);
    expect(statesOf(await removals.show(id))).toEqual(['last_key', 'last_key']);
  });

  it('leaves it where nobody can tell whether another one works', async () => {
    const { id: holder } = personWith(2);
    const id = await started(holder);
    bench.directory.modelProblem = 'model_not_allowed';
    const { keys } = await plan(holder);
    // Keys that surely do not work are nobody's last one.
    expect(keys.map(({ isLast }) => isLast)).toEqual([false, false]);
    bench.directory.modelProblem = null;
    const shown = bench.directory.passkeys.get(holder) ?? [];
    bench.directory.passkeys.set(
      holder,
      shown.map((one, index) => (index === 1 ? { ...one, passkeyType: 'synced' } : one)),
    );
    bench.clock.now += DELAY_MS;
    await run();
    expect(keysOf(holder)).toHaveLength(2);
    expect(statesOf(await removals.show(id))[0]).toBe('last_key');
  });

  it('looks after a key whose DELETE had no answer, and asks for none twice', async () => {
    const people = [personWith(2), personWith(2)];
    const id = await started(...people.map((one) => one.id));
    bench.clock.now += DELAY_MS;
    bench.directory.fail('deletePasskey', 'lostBefore', 'lostAfter');
    await run();
    // The second one was found to be gone at once.
    expect(await removals.show(id)).toMatchObject({
      ...{ state: 'done', counts: { asked: 1, removed: 1 } },
    });
    bench.clock.now += MINUTE_MS;
    await settleRemovals(removalPartsOf(bench));
    expect(await removals.show(id)).toMatchObject({ counts: { asked: 0, kept: 1 } });
    expect(deletes()).toBe(2);
  });

  it('goes on after a restart, where a backend died between the books and Entra as well', async () => {
    const { id: holder } = personWith(4);
    const id = await started(holder);
    bench.clock.now += DELAY_MS;
    const dying = removalPartsOf(bench);
    bench.directory.deletePasskey = async () => {
      throw new TypeError('the backend dies');
    };
    await runRemovals(dying);
    expect(await removals.show(id)).toMatchObject({ counts: { asked: 1, waiting: 2 } });
    Reflect.deleteProperty(bench.directory, 'deletePasskey');
    const store = await bench.database.reopen();
    await runRemovals(removalPartsOf(bench, store));
    expect(await removals.show(id)).toMatchObject({
      ...{ state: 'done', counts: { asked: 1, removed: 2, left: 1 } },
    });
    bench.clock.now += MINUTE_MS;
    await settleRemovals(removalPartsOf(bench, store));
    expect(await removals.show(id)).toMatchObject({ counts: { kept: 1 } });
    expect(keysOf(holder)).toHaveLength(2);
    await store.close();
  });

  it('goes on by one backend at a time: no key is asked for twice', async () => {
    const people = Array.from({ length: 6 }, () => personWith(2));
    await started(...people.map((one) => one.id));
    bench.clock.now += DELAY_MS;
    const store = await bench.database.reopen();
    const backends = [removalPartsOf(bench), removalPartsOf(bench, store)];
    for (let round = 0; round < 3; round += 1) await Promise.all(backends.map(run));
    expect(deletes()).toBe(6);
    for (const { id } of people) expect(keysOf(id)).toHaveLength(1);
    await store.close();
  });

  it('keeps to the limits of who started it: over a minute’s it waits, over a day’s the rest stays', async () => {
    await reopen({ perMinute: 2, perDay: 3 });
    const { id: holder } = personWith(6);
    const id = await started(holder);
    bench.clock.now += DELAY_MS;
    await run();
    expect(await removals.show(id)).toMatchObject({ state: 'running', counts: { removed: 2 } });
    await run();
    expect(deletes()).toBe(2);
    bench.clock.now += MINUTE_MS;
    await run();
    const shown = await removals.show(id);
    expect(shown.state).toBe('done');
    expect(statesOf(shown)).toEqual([
      ...['removed', 'removed', 'removed'],
      ...['removals_limited', 'removals_limited', 'last_key'],
    ]);
  });

  it('keeps what Entra refuses and says why', async () => {
    const { id: holder } = personWith(2);
    const id = await started(holder);
    bench.clock.now += DELAY_MS;
    bench.directory.fail('deletePasskey', 'graph_forbidden');
    await run();
    expect(await removals.show(id)).toMatchObject({
      keys: [{ state: 'kept', code: 'graph_forbidden' }, {}],
    });
    expect(deletes()).toBe(1);
  });

  it('has nothing to start where no key would go, and is started once', async () => {
    const { id: holder } = personWith(1);
    const nothing = await plan(holder);
    await expect(removals.start(nothing.id, ACTOR)).rejects.toMatchObject({ code: 'conflict' });
    bench.clock.now += 1;
    const { id } = await plan(personWith(2).id);
    const tries = await Promise.allSettled([removals.start(id, ACTOR), removals.start(id, ACTOR)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(removals.show(randomUUID())).rejects.toMatchObject({ code: 'not_found' });
    await expect(removals.stop(nothing.id, ACTOR)).rejects.toMatchObject({ code: 'conflict' });
    expect((await removals.list()).map((one) => one.state)).toEqual(['waiting', 'planned']);
  });
});
