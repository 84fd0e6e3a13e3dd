import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionKind, Enrolment, UnfinishedEnrolment } from '#shared/api/index.ts';
import type { Actor } from './enrolmentParts.ts';
import type { EnrolmentService } from './enrolmentService.ts';
import {
  ACTOR,
  createTestBench,
  OPERATOR,
  performOnPage,
  runToRest,
  type TestBench,
} from './testBench.ts';
import type { TestKey } from './testKey.ts';

/** The service as another operator's page uses it. */
function as(actor: Actor, service: EnrolmentService): EnrolmentService {
  return {
    ...service,
    show: (id, _actor, resume) => service.show(id, actor, resume),
    report: (id, body) => service.report(id, body, actor),
    authenticate: (id, call) => service.authenticate(id, call, actor),
    cancel: (id, how) => service.cancel(id, how, actor),
  };
}

describe('unfinished enrolments', () => {
  let bench: TestBench;
  let colleague: Actor;
  beforeAll(async () => {
    bench = await createTestBench();
    colleague = { id: randomUUID(), requestId: 'request-2', displayName: 'Omar Haddad' };
    bench.directory.addPerson(colleague.id);
  });
  afterAll(() => bench.close());

  async function until(kind: ActionKind, key: TestKey, first: Enrolment): Promise<Enrolment> {
    let current = first;
    for (let step = 0; step < 30 && current.action.kind !== kind; step += 1) {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    expect(current.action.kind).toBe(kind);
    return current;
  }

  async function entry(id: string): Promise<UnfinishedEnrolment | undefined> {
    const { unfinished } = await bench.enrolments.unfinished();
    return unfinished.find((one) => one.id === id);
  }

  const auditOf = (id: string) =>
    bench.database.sql('select action, actor_id from audit where enrolment_id = $1 order by seq', [
      id,
    ]);

  it('are listed with person, key, operator, time and the one thing to do', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    const actor = { ...ACTOR, displayName: 'Adele Vance' };
    const body = { userId: holder, profileId: 'new-colleague', key: key.plugged() };
    const first = await bench.enrolments.start(body, actor);
    const startedAt = new Date(bench.clock.now).toISOString();
    bench.clock.now += 5_000;
    const { id } = await until('makeCredential', key, first);
    expect(await entry(id)).toEqual({
      id,
      holder: expect.objectContaining({ id: holder }),
      operator: { id: OPERATOR, displayName: 'Adele Vance' },
      key: {
        identity: key.plugged().observation.identity,
        productName: expect.stringMatching(/./),
      },
      startedAt,
      since: new Date(bench.clock.now).toISOString(),
      stoppedAt: 'credential',
      lastFailure: null,
      takingBack: null,
      next: { kind: 'plugKey', key: key.plugged().observation.identity },
    });
  });

  it('say what went wrong last, and to wait where Graph is to be asked again', async () => {
    const key = bench.newKey();
    const first = await bench.start(bench.newHolder(), key);
    const ready = await until('makeCredential', key, first);
    bench.directory.fail('createPasskey', 'graph_throttled');
    await performOnPage(bench, bench.enrolments, key, ready);
    expect(await entry(ready.id)).toMatchObject({
      stoppedAt: 'register',
      lastFailure: 'graph_throttled',
      next: { kind: 'wait', until: new Date(bench.clock.now + 2_000).toISOString() },
    });
  });

  it('ask for any key before one was bound', async () => {
    const { id } = await bench.start(bench.newHolder());
    expect(await entry(id)).toMatchObject({
      key: null,
      stoppedAt: 'read',
      next: { kind: 'plugAnyKey' },
    });
  });

  it('are gone from the list at their end', async () => {
    const key = bench.newKey();
    const { enrolment } = await runToRest(bench, key, await bench.start(bench.newHolder(), key));
    expect(enrolment.action.kind).toBe('done');
    expect(await entry(enrolment.id)).toBeUndefined();
  });

  it('begin with the one that rests longest', async () => {
    const { unfinished, truncated } = await bench.enrolments.unfinished();
    const times = unfinished.map(({ since }) => since);
    expect(times.length).toBeGreaterThan(2);
    expect(times).toEqual(times.toSorted());
    expect(truncated).toBe(false);
  });

  it('are carried on by a colleague, which journal and audit say', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    const left = await until('makeCredential', key, await bench.start(holder, key));
    key.replug();
    const theirs = as(colleague, bench.enrolments);
    const shown = await theirs.show(left.id, colleague, true);
    expect(shown).toMatchObject({ operatorId: OPERATOR, action: { kind: 'readKey' } });
    const { enrolment } = await runToRest(bench, key, shown, theirs);
    expect(enrolment).toMatchObject({ operatorId: colleague.id, action: { kind: 'done' } });
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    const records = await auditOf(left.id);
    const at = records.findIndex(({ action }) => action === 'carryOnEnrolment');
    expect(at).toBeGreaterThan(0);
    const actors = (from: number, to?: number) =>
      new Set(records.slice(from, to).map((record) => record['actor_id']));
    expect(actors(0, at)).toEqual(new Set([OPERATOR]));
    expect(actors(at)).toEqual(new Set([colleague.id]));
    expect(records.filter(({ action }) => action === 'carryOnEnrolment')).toHaveLength(1);
  });

  it('name the colleague who carries them on', async () => {
    const key = bench.newKey();
    const left = await until('makeCredential', key, await bench.start(bench.newHolder(), key));
    const theirs = as(colleague, bench.enrolments);
    await performOnPage(bench, theirs, key, await theirs.show(left.id, colleague, true));
    expect((await entry(left.id))?.operator).toEqual({
      id: colleague.id,
      displayName: 'Omar Haddad',
    });
  });

  it('go back to who began when they carry on again', async () => {
    const key = bench.newKey();
    const left = await until('makeCredential', key, await bench.start(bench.newHolder(), key));
    const theirs = as(colleague, bench.enrolments);
    await performOnPage(bench, theirs, key, await theirs.show(left.id, colleague, true));
    const back = await bench.enrolments.show(left.id, ACTOR, true);
    const { enrolment } = await runToRest(bench, key, back);
    expect(enrolment).toMatchObject({ operatorId: OPERATOR, action: { kind: 'done' } });
    const taken = (await auditOf(left.id)).filter(({ action }) => action === 'carryOnEnrolment');
    expect(taken.map((record) => record['actor_id'])).toEqual([colleague.id, OPERATOR]);
  });

  it('only looked at by somebody stay with who began them', async () => {
    const key = bench.newKey();
    const left = await until('makeCredential', key, await bench.start(bench.newHolder(), key));
    await bench.enrolments.show(left.id, colleague, true);
    expect((await entry(left.id))?.operator.id).toBe(OPERATOR);
  });

  it('are cancelled by a colleague, in their name', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    const left = await until('prove', key, await bench.start(holder, key));
    await bench.enrolments.cancel(left.id, { keyIsLost: false }, colleague);
    expect(bench.directory.passkeys.get(holder)).toEqual([]);
    expect(await auditOf(left.id)).toContainEqual({
      action: 'cancelEnrolment',
      actor_id: colleague.id,
    });
    expect(await entry(left.id)).toMatchObject({
      takingBack: 'cancelled',
      next: { kind: 'takeBack', code: 'cancelled' },
    });
  });

  it('never erase the own key of the colleague who carries them on', async () => {
    bench.directory.addPasskey(colleague.id);
    const unbound = await bench.start(bench.newHolder());
    const theirs = as(colleague, bench.enrolments);
    const own = bench.newKey({ pin: '11223344' });
    const asked = await performOnPage(bench, theirs, own, unbound);
    if (asked.action.kind !== 'readKey') throw new Error(asked.action.kind);
    const { operatorProbe } = asked.action;
    expect(operatorProbe.length).toBeGreaterThan(0);
    const plugged = own.plugged();
    const observation = { ...plugged.observation, holds: operatorProbe.slice(0, 1) };
    const { action } = await bench.enrolments.report(
      asked.id,
      { seq: asked.seq, event: { type: 'keySeen' }, key: { ...plugged, observation } },
      colleague,
    );
    expect(action).toEqual({ kind: 'useAnotherKey', code: 'key_is_operators_own' });
  });
});
