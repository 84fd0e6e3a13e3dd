import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OPERATOR } from '#bff/enrolment/testBench.ts';
import { ACTOR, removalDesk } from './testRemovalDesk.ts';

const DAY_MS = 24 * 3_600_000;

describe('a removal of many keys that nobody has started yet', () => {
  const desk = removalDesk();
  const { personWith, plan, run, keysOf, statesOf, makePowerful } = desk;

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
    desk.bench.clock.now += DAY_MS;
    expect(await run()).toBe(0);
    expect([...keysOf(two.id), ...keysOf(powerful.id)]).toHaveLength(4);
  });

  it('finds keys that were enrolled here by their serials and by their model', async () => {
    const holder = desk.bench.newHolder();
    const spare = desk.bench.directory.addPasskey(holder);
    const [wanted, other] = [
      desk.bench.directory.addPasskey(holder),
      desk.bench.directory.addPasskey(holder),
    ];
    const enrolmentIds = await Promise.all(
      [0, 1].map(async () => {
        const { id } = await desk.bench.enrolments.start(
          { userId: desk.bench.newHolder(), profileId: 'new-colleague' },
          { id: OPERATOR, requestId: 'r' },
        );
        return id;
      }),
    );
    for (const [index, { id, serial }] of [
      { id: wanted.id, serial: '4711' },
      { id: other.id, serial: '4712' },
    ].entries()) {
      await desk.bench.database.sql(
        `insert into inventory (enrolment_id, holder_id, serial, aaguid, credential_id, method_id,
           display_name, product_name, state, created_at)
         values ($1, $2, $3, '2fc0579f-8113-47ea-b116-bb5a8db9202a', $4, $4, 'Key', 'A model', 'live', now())`,
        [enrolmentIds[index], holder, serial, id],
      );
    }
    const bySerial = await desk.removals.plan(
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
    const byModel = await desk.removals.plan({ reason: 'Weak', what, withLast: false }, ACTOR);
    expect(byModel.keys.map(({ methodId }) => methodId).sort()).toEqual(
      [wanted.id, other.id].sort(),
    );
    expect(keysOf(holder)).toContain(spare.id);
  });

  it('writes no formula into the file', async () => {
    const holder = desk.bench.newHolder();
    desk.bench.directory.addPerson(holder, { displayName: '=cmd()' });
    desk.bench.directory.addPasskey(holder);
    const { id } = await plan(holder);
    expect(await desk.removals.results(id, ACTOR)).toContain(`"'=cmd()"`);
  });

  it('has nothing to start where no key would go, and is started once', async () => {
    const { id: holder } = personWith(1);
    const nothing = await plan(holder);
    await expect(desk.removals.start(nothing.id, ACTOR)).rejects.toMatchObject({
      code: 'conflict',
    });
    desk.bench.clock.now += 1;
    const { id } = await plan(personWith(2).id);
    const tries = await Promise.allSettled([
      desk.removals.start(id, ACTOR),
      desk.removals.start(id, ACTOR),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(desk.removals.show(randomUUID())).rejects.toMatchObject({ code: 'not_found' });
    await expect(desk.removals.stop(nothing.id, ACTOR)).rejects.toMatchObject({ code: 'conflict' });
    expect((await desk.removals.list()).map((one) => one.state)).toEqual(['waiting', 'planned']);
  });
});
