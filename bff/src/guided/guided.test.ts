import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTOR, typesOf } from '#bff/enrolment/testBench.ts';
import {
  AS_OPERATOR,
  createGuidedBench,
  type GuidedBench,
  MINUTE_MS,
  MODEL,
  PROFILE,
} from './testGuided.ts';

describe('a key that is registered on Microsoft’s page', () => {
  let place: GuidedBench;
  beforeAll(async () => {
    place = await createGuidedBench();
  });
  afterAll(() => place.close());

  it('is recognised by the first look that has it, and goes into books and journal', async () => {
    const holder = place.bench.newHolder();
    place.bench.directory.addPasskey(holder, { createdAt: '2025-01-01T00:00:00Z' });
    const begun = await place.start(holder);
    expect(begun).toMatchObject({
      holder: { id: holder },
      profile: { id: PROFILE },
      leftOut: [],
      state: {
        kind: 'watching',
        until: new Date(place.bench.clock.now + 10 * MINUTE_MS).toISOString(),
      },
    });
    await place.look();
    expect((await place.show(begun)).state.kind).toBe('watching');
    const { id: methodId } = place.bench.directory.addPasskey(holder, {
      aaguid: MODEL,
      model: 'New',
    });
    await place.look();
    expect((await place.show(begun)).state).toMatchObject({
      ...{ kind: 'done', forbidden: null, keptFor: null },
      key: { id: methodId, aaguid: MODEL, model: 'New' },
    });
    expect(await typesOf(place.bench, begun.id)).toEqual([
      ...['started', 'methodsAppeared', 'methodRecognised', 'finished'],
    ]);
    expect(await place.auditOf(begun.id)).toEqual([
      ...['startEnrolment.intent', 'startEnrolment.outcome.ok'],
      ...['noticeNewKeys.intent', 'noticeNewKeys.outcome.ok'],
      ...['recogniseKey.intent', 'recogniseKey.outcome.ok'],
      ...['finishEnrolment.intent', 'finishEnrolment.outcome.ok'],
    ]);
    expect(await place.inventoryOf(begun.id)).toMatchObject([
      { method_id: methodId, serial: null, aaguid: MODEL, product_name: 'YubiKey 5 NFC' },
    ]);
    expect(place.bench.directory.passkeys.get(holder)).toHaveLength(2);
  });

  it('has its way in the journal, so that no key is asked for', async () => {
    const begun = await place.start();
    const [row] = await place.bench.database.sql(
      `select event->>'way' as way from journal where enrolment_id = $1 and seq = 1`,
      [begun.id],
    );
    expect(row).toEqual({ way: 'guided' });
    const seen = await place.bench.enrolments.show(begun.id, ACTOR, true);
    expect(seen).toMatchObject({
      ...{ way: 'guided', key: null, pinDelivery: 'holderKnows' },
      action: { kind: 'guide', step: 'register' },
      steps: [{ name: 'register', state: 'current' }],
    });
    const { unfinished } = await place.bench.enrolments.unfinished();
    expect(unfinished.find(({ id }) => id === begun.id)).toMatchObject({
      ...{ next: { kind: 'guide', step: 'register' }, stoppedAt: 'register' },
    });
    await place.guided.cancel(begun.id, AS_OPERATOR);
  });

  it('is not taken for one that a lagging directory had left out of the first look', async () => {
    const holder = place.bench.newHolder();
    const begun = await place.start(holder);
    place.bench.directory.addPasskey(holder, { createdAt: '2025-01-01T00:00:00Z' });
    await place.look();
    expect((await place.show(begun)).state.kind).toBe('watching');
    await place.guided.cancel(begun.id, AS_OPERATOR);
  });

  it('is asked for where two appear at once, and nothing is done before somebody has said', async () => {
    const holder = place.bench.newHolder();
    const begun = await place.start(holder);
    const [one, two] = [
      place.bench.directory.addPasskey(holder),
      place.bench.directory.addPasskey(holder),
    ];
    await place.look();
    expect((await place.show(begun)).state).toMatchObject({
      ...{ kind: 'choose', keys: [{ id: one.id }, { id: two.id }] },
    });
    const before = place.looks();
    for (let minute = 0; minute < 5; minute += 1) await place.look();
    expect(place.looks()).toBe(before);
    const choose = (methodId: string) => place.guided.choose(begun.id, methodId, AS_OPERATOR);
    await expect(choose('another')).rejects.toMatchObject({ code: 'request_invalid' });
    await expect(place.guided.watchAgain(begun.id, AS_OPERATOR)).rejects.toMatchObject({
      code: 'conflict',
    });
    const chosen = await choose(two.id);
    expect(chosen.state).toMatchObject({ kind: 'done', key: { id: two.id } });
    expect(await choose(one.id)).toEqual(chosen);
    expect(place.bench.directory.passkeys.get(holder)).toHaveLength(2);
    expect(await place.inventoryOf(begun.id)).toMatchObject([{ method_id: two.id }]);
  });

  it('is looked for less and less often, for ten minutes, and then once more when somebody says so', async () => {
    const holder = place.bench.newHolder();
    const begun = await place.start(holder);
    const started = place.bench.clock.now;
    const before = place.looks();
    const times: number[] = [];
    while (place.bench.clock.now < started + 20 * MINUTE_MS) {
      const count = place.looks();
      await place.watch.look();
      if (place.looks() > count) times.push(place.bench.clock.now - started);
      place.bench.clock.now += 1_000;
    }
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect([...new Set(pauses)]).toEqual([5_000, 10_000, 20_000]);
    expect(times.at(-1)).toBe(10 * MINUTE_MS);
    expect(place.looks() - before).toBeLessThan(70);
    expect((await place.show(begun)).state).toMatchObject({ kind: 'over' });
    await expect(place.guided.choose(begun.id, 'x', AS_OPERATOR)).rejects.toMatchObject({
      code: 'conflict',
    });

    // Registered when nobody looked any more.
    place.bench.directory.addPasskey(holder);
    const again = await place.guided.watchAgain(begun.id, AS_OPERATOR);
    expect(again.state.kind).toBe('watching');
    expect(await place.guided.watchAgain(begun.id, AS_OPERATOR)).toEqual(again);
    await place.look();
    expect((await place.show(begun)).state.kind).toBe('done');
    expect(await typesOf(place.bench, begun.id)).toContain('watchResumed');
  });

  it('is given up an hour after its time, so that its holder can have another enrolment', async () => {
    const begun = await place.start();
    place.bench.clock.now += 71 * MINUTE_MS;
    await place.sweep();
    expect((await place.show(begun)).state).toEqual({ kind: 'ended', code: 'no_new_key' });
    await expect(place.guided.watchAgain(begun.id, AS_OPERATOR)).resolves.toMatchObject({
      state: { kind: 'ended' },
    });
  });

  it('is in the books by the id that Graph gave it, where that is none that we can read', async () => {
    const holder = place.bench.newHolder();
    const begun = await place.start(holder);
    const odd = { id: 'not an id!', aaguid: null, model: null };
    place.bench.directory.addPasskey(holder, odd);
    await place.look();
    expect((await place.show(begun)).state).toMatchObject({ kind: 'done', key: odd });
    expect(await place.inventoryOf(begun.id)).toMatchObject([
      { credential_id: odd.id, method_id: odd.id, aaguid: '', product_name: '' },
    ]);
  });

  it('is looked for in no enrolment of another way', async () => {
    const { id } = await place.bench.start(place.bench.newHolder());
    const [now, before] = [new Date(place.bench.clock.now), place.looks()];
    await place.bench.database.sql('update enrolments set next_look_at = $2 where id = $1', [
      id,
      now,
    ]);
    await place.watch.look();
    expect(place.looks()).toBe(before);
    await place.bench.database.sql('update enrolments set next_look_at = null where id = $1', [id]);
  });

  it('is not looked for once somebody has cancelled, and stays where it is', async () => {
    const holder = place.bench.newHolder();
    const begun = await place.start(holder);
    place.bench.directory.addPasskey(holder);
    const cancelled = await place.guided.cancel(begun.id, AS_OPERATOR);
    expect(cancelled.state).toEqual({ kind: 'ended', code: 'cancelled' });
    expect(await place.guided.cancel(begun.id, AS_OPERATOR)).toEqual(cancelled);
    const before = place.looks();
    await place.look();
    expect(place.looks()).toBe(before);
    expect(place.bench.directory.passkeys.get(holder)).toHaveLength(1);
  });

  it('is begun only by a profile that allows it, and no other enrolment goes on beside it', async () => {
    const holder = place.bench.newHolder();
    await expect(place.start(holder, 'new-colleague')).rejects.toMatchObject({
      code: 'way_not_accepted',
    });
    const only = await place.profileWith({ ways: ['guided'] });
    await expect(place.bench.start(holder, undefined, only)).rejects.toMatchObject({
      code: 'way_not_accepted',
    });
    const begun = await place.start(holder);
    expect(await place.start(holder)).toEqual(begun);
    await expect(place.bench.start(holder, undefined, PROFILE)).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(place.bench.start(holder)).rejects.toMatchObject({ code: 'conflict' });
    await place.guided.cancel(begun.id, AS_OPERATOR);
  });

  it('says what of the profile nobody can set on Microsoft’s page', async () => {
    const profileId = await place.profileWith({ minPinLength: 8, alwaysUv: true });
    const begun = await place.start(place.bench.newHolder(), profileId);
    expect(begun.leftOut).toEqual(['alwaysUv', 'minPinLength']);
    await place.guided.cancel(begun.id, AS_OPERATOR);
  });

  it('is carried on by a colleague, and the journal says so', async () => {
    const holder = place.bench.newHolder();
    const begun = await place.start(holder);
    const colleague = { id: randomUUID(), requestId: 'r' };
    await place.guided.cancel(begun.id, { as: 'operator', actor: colleague });
    expect(await typesOf(place.bench, begun.id)).toEqual([
      ...['started', 'carriedOn', 'cancelled', 'rolledBack'],
    ]);
  });

  it('is not found under an enrolment of another way', async () => {
    const { id } = await place.bench.start(place.bench.newHolder());
    await expect(place.guided.show(id, AS_OPERATOR)).rejects.toMatchObject({ code: 'not_found' });
    await expect(place.guided.cancel(id, AS_OPERATOR)).rejects.toMatchObject({ code: 'not_found' });
  });
});
