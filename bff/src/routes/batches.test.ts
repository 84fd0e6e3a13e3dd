import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, OPERATOR, runToRest, type TestBench } from '#bff/enrolment/testBench.ts';
import type { TestKey } from '#bff/enrolment/testKey.ts';
import { testCaller } from '#bff/testDeps.ts';
import type { Batch, BatchPerson, NextOfBatch } from '#shared/api/index.ts';

const callers = {
  operator: testCaller({ id: OPERATOR }),
  auditor: testCaller({ id: '55555555-5555-4555-8555-555555555555', roles: ['Auditor'] }),
  colleague: testCaller({ id: '88888888-8888-4888-8888-888888888888' }),
  holder: testCaller({ id: '66666666-6666-4666-8666-666666666666', roles: [] }),
};

const NEW_BATCH = {
  name: 'Spring intake',
  profileId: 'new-colleague',
  assignment: 'next',
  resetsConfirmed: false,
} as const;

describe('the routes of batches', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    bench = await createTestBench();
    bench.directory.addPerson(callers.colleague.id);
    app = createApp(benchDeps(bench, callers));
  });
  afterAll(() => bench.close());

  async function call<T = Record<string, unknown>>(
    as: keyof typeof callers,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: T }> {
    const answer = await app.request(`/api/batches${path}`, {
      method,
      headers: {
        authorization: `Bearer ${as}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  /** A running batch of new people, in their order. */
  async function runningBatch(count: number, change: object = {}, serials: string[] = []) {
    const made = await call<Batch>('operator', 'POST', '', { ...NEW_BATCH, ...change });
    const { id } = made.body;
    const users = Array.from({ length: count }, () => bench.newHolder());
    const people = users.map((userId, index) => ({ userId, serial: serials[index] ?? null }));
    await call('operator', 'POST', `/${id}/people`, { people });
    await call('operator', 'POST', `/${id}/state`, { to: 'running' });
    return { id, users };
  }

  const next = (id: string, key: TestKey, as: keyof typeof callers = 'operator', more = {}) =>
    call<NextOfBatch & { code: string }>(as, 'POST', `/${id}/next`, {
      key: key.plugged(),
      ...more,
    });

  const peopleOf = async (id: string, query = '') =>
    (
      await call<{ people: BatchPerson[]; next: number | null }>(
        'auditor',
        'GET',
        `/${id}/people${query}`,
      )
    ).body;

  it('make a batch, fill it, run it and give keys to people in list order', async () => {
    const made = await call<Batch>('operator', 'POST', '', NEW_BATCH);
    expect(made).toMatchObject({
      status: 201,
      body: {
        state: 'ready',
        challengeMinutes: 5,
        profile: { id: 'new-colleague', version: 1 },
        createdBy: { id: OPERATOR, displayName: 'Adele Vance' },
        pace: null,
      },
    });
    const { id } = made.body;
    const [a, b] = [bench.newHolder(), bench.newHolder()];
    const stranger = randomUUID();
    const people = [a, b, stranger].map((userId) => ({ userId, serial: null }));
    expect((await call('operator', 'POST', `/${id}/people`, { people })).body).toEqual({
      added: 2,
      already: 0,
      unknown: [stranger],
      serialsTaken: [],
    });
    const again = { people: [{ userId: b.toUpperCase(), serial: null }] };
    expect((await call('operator', 'POST', `/${id}/people`, again)).body).toMatchObject({
      added: 0,
      already: 1,
    });
    const [first, second] = [bench.newKey(), bench.newKey()];
    expect(await next(id, first)).toMatchObject({
      status: 409,
      body: { code: 'batch_not_running' },
    });
    expect(await call('operator', 'POST', `/${id}/state`, { to: 'running' })).toMatchObject({
      status: 200,
      body: { state: 'running' },
    });
    const opened = await next(id, first);
    expect(opened).toMatchObject({
      status: 201,
      body: {
        enrolment: { holder: { id: a }, action: { kind: 'setPin' } },
        person: { position: 1, state: 'underWay', operator: { id: OPERATOR } },
      },
    });
    expect((await next(id, second)).body.person.holder.id).toBe(b);
    expect(await next(id, bench.newKey())).toMatchObject({
      status: 409,
      body: { code: 'batch_empty' },
    });
    await runToRest(bench, first, opened.body.enrolment);
    const shown = await call<Batch>('auditor', 'GET', `/${id}`);
    expect(shown.body.counts).toEqual({
      waiting: 0,
      claimed: 0,
      underWay: 1,
      done: 1,
      failed: 0,
      skipped: 0,
    });
    expect((await peopleOf(id)).people).toMatchObject([
      {
        state: 'done',
        enrolmentId: opened.body.enrolment.id,
        key: { identity: { serial: first.options.serial }, model: 'Test Key Series' },
        methodId: expect.any(String),
        endedAt: expect.any(String),
        code: null,
      },
      { state: 'underWay', endedAt: null },
    ]);
  });

  it('give the same station its enrolment back, and nobody else the key', async () => {
    const { id } = await runningBatch(3);
    const key = bench.newKey();
    const first = await next(id, key);
    await call('operator', 'POST', `/${id}/state`, { to: 'paused' });
    const again = await next(id, key);
    expect(again.body.enrolment.id).toBe(first.body.enrolment.id);
    expect(await next(id, key, 'colleague')).toMatchObject({ body: { code: 'key_used_in_batch' } });
    await call('operator', 'POST', `/${id}/state`, { to: 'running' });
    await runToRest(bench, key, again.body.enrolment);
    expect(await next(id, key)).toMatchObject({ status: 409, body: { code: 'key_used_in_batch' } });
  });

  it('know a key without a serial by its plug, then by the passkeys on it', async () => {
    const { id } = await runningBatch(3);
    const key = bench.newKey({ serial: null });
    const first = await next(id, key);
    expect((await next(id, key)).body.enrolment.id).toBe(first.body.enrolment.id);
    await runToRest(bench, key, first.body.enrolment);
    key.replug();
    const body = { key: key.plugged(['x']) };
    expect(await call('operator', 'POST', `/${id}/next`, body)).toMatchObject({
      status: 409,
      body: { code: 'key_used_in_batch' },
    });
  });

  it('tell a used key without a serial from a fresh one of its model, and else ask a person', async () => {
    const { id, users } = await runningBatch(3);
    const [used, fresh, stranger] = [null, null, '1234'].map((pin) =>
      bench.newKey({ serial: null, pin }),
    ) as [TestKey, TestKey, TestKey];
    await runToRest(bench, used, (await next(id, used)).body.enrolment);
    used.replug();
    // As the page sends it, which knows of no passkey to look for.
    const before = await bench.database.sql('select count(*) from enrolments');
    for (const key of [used, stranger]) {
      expect(await next(id, key)).toMatchObject({ status: 409, body: { code: 'key_looks_used' } });
    }
    expect(await bench.database.sql('select count(*) from enrolments')).toEqual(before);
    expect((await next(id, fresh)).body.person.holder.id).toBe(users[1]);
    const vouched = { key: stranger.plugged(), isAnotherKey: true };
    const answer = await call<NextOfBatch>('operator', 'POST', `/${id}/next`, vouched);
    expect(answer).toMatchObject({ status: 201, body: { person: { holder: { id: users[2] } } } });
    // Nothing on it was erased by that word.
    expect(answer.body.enrolment.action.kind).toBe('confirmReset');
    const told = await bench.database.sql(
      `select detail from audit where action = 'startEnrolment' and phase = 'intent' and enrolment_id = $1`,
      [answer.body.enrolment.id],
    );
    expect(told).toMatchObject([{ detail: { isAnotherKey: true } }]);
  });

  it('know a used key without a serial for certain by its passkey, whoever vouches for it', async () => {
    const { id } = await runningBatch(2);
    const key = bench.newKey({ serial: null });
    await runToRest(bench, key, (await next(id, key)).body.enrolment);
    key.replug();
    const vouched = { key: key.plugged(['x']), isAnotherKey: true };
    expect(await call('operator', 'POST', `/${id}/next`, vouched)).toMatchObject({
      status: 409,
      body: { code: 'key_used_in_batch' },
    });
  });

  it('begin with the profile that was seen, or not at all', async () => {
    const make = (profileVersion: number) =>
      call('operator', 'POST', '', { ...NEW_BATCH, profileVersion });
    expect(await make(1)).toMatchObject({ status: 201, body: { profile: { version: 1 } } });
    expect(await make(2)).toMatchObject({ status: 409, body: { code: 'profile_changed' } });
  });

  it('take the assigned key and no other', async () => {
    const key = bench.newKey();
    const serials = ['9001', String(key.options.serial)];
    const { id, users } = await runningBatch(2, { assignment: 'serials' }, serials);
    const before = await bench.database.sql('select count(*) from enrolments');
    expect(await next(id, bench.newKey())).toMatchObject({ body: { code: 'key_not_assigned' } });
    expect(await next(id, bench.newKey({ serial: null }))).toMatchObject({
      body: { code: 'key_not_assigned' },
    });
    expect(await bench.database.sql('select count(*) from enrolments')).toEqual(before);
    const opened = await next(id, key);
    expect(opened.body.enrolment.holder.id).toBe(users[1]);
    const taken = { people: [{ userId: bench.newHolder(), serial: '9001' }] };
    expect((await call('operator', 'POST', `/${id}/people`, taken)).body).toMatchObject({
      added: 0,
      serialsTaken: [taken.people[0]?.userId],
    });
    const without = { people: [{ userId: bench.newHolder(), serial: null }] };
    expect(await call('operator', 'POST', `/${id}/people`, without)).toMatchObject({ status: 400 });
  });

  it('refuse another key than the assigned one later on, too', async () => {
    const key = bench.newKey();
    const { id } = await runningBatch(1, { assignment: 'serials' }, [String(key.options.serial)]);
    bench.directory.modelProblem = 'model_not_allowed';
    const opened = await next(id, key);
    bench.directory.modelProblem = null;
    expect(opened.body.enrolment.action).toMatchObject({
      kind: 'useAnotherKey',
      code: 'model_not_allowed',
    });
    const { id: enrolmentId, seq } = opened.body.enrolment;
    const report = { seq, key: bench.newKey().plugged(), event: { type: 'keySeen' } } as const;
    const actor = { id: OPERATOR, requestId: 'r' };
    const answer = await bench.enrolments.report(enrolmentId, report, actor);
    expect(answer.action).toMatchObject({ kind: 'useAnotherKey', code: 'key_not_assigned' });
  });

  it('let the operator pick who the key is for', async () => {
    const { id, users } = await runningBatch(3, { assignment: 'pick' });
    const [, second, third] = users;
    const key = bench.newKey();
    expect(await next(id, key)).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    expect(await next(id, key, 'operator', { userId: randomUUID() })).toMatchObject({
      status: 404,
    });
    expect((await next(id, key, 'operator', { userId: second })).body).toMatchObject({
      person: { position: 2 },
    });
    expect(await next(id, key, 'operator', { userId: third })).toMatchObject({
      body: { code: 'key_used_in_batch' },
    });
    expect(await next(id, bench.newKey(), 'operator', { userId: second })).toMatchObject({
      status: 409,
      body: { code: 'person_not_waiting' },
    });
  });

  it('count who cannot get a key as failed, and have them wait again', async () => {
    const { id, users } = await runningBatch(3);
    const [gone = '', disabled = '', fine] = users;
    const before = bench.directory.people.get(disabled);
    bench.directory.removePerson(gone);
    bench.directory.addPerson(disabled, { enabled: false });
    const key = bench.newKey();
    expect(await next(id, key)).toMatchObject({ status: 404, body: { code: 'user_not_found' } });
    expect(await next(id, key)).toMatchObject({ status: 422, body: { code: 'user_disabled' } });
    const opened = await next(id, key);
    expect(opened.body.enrolment.holder.id).toBe(fine);
    const failed = await peopleOf(id, '?state=failed');
    expect(failed.people.map(({ code }) => code)).toEqual(['user_not_found', 'user_disabled']);
    bench.directory.addPerson(disabled, before);
    const retry = await call('operator', 'POST', `/${id}/people/${disabled}`, { do: 'retry' });
    expect(retry).toMatchObject({ status: 200, body: { state: 'waiting', code: null } });
    await bench.enrolments.cancel(
      opened.body.enrolment.id,
      { keyIsLost: false },
      { id: OPERATOR, requestId: 'r' },
    );
    expect((await peopleOf(id)).people.at(-1)).toMatchObject({
      state: 'failed',
      code: 'cancelled',
    });
    expect((await call('operator', 'POST', `/${id}/retry`)).body).toEqual({ retried: 2 });
    expect((await peopleOf(id, '?state=waiting')).people).toHaveLength(3);
  });

  it('count somebody with an enrolment outside of the batch as failed', async () => {
    const { id, users } = await runningBatch(2);
    const outside = await bench.start(users[0] ?? '', bench.newKey());
    expect(await next(id, bench.newKey())).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect((await peopleOf(id)).people[0]).toMatchObject({ state: 'failed', code: 'conflict' });
    const key = bench.newKey();
    await bench.start(bench.newHolder(), key);
    await bench.enrolments.cancel(
      outside.id,
      { keyIsLost: false },
      { id: OPERATOR, requestId: 'r' },
    );
    // Bound by another enrolment, outside of the batch.
    expect(await next(id, key)).toMatchObject({ body: { code: 'key_in_use_elsewhere' } });
    expect((await peopleOf(id)).people[1]).toMatchObject({ state: 'waiting' });
  });

  it.each(['graph_throttled', 'graph_unavailable'] as const)(
    'lose nobody when the directory says %s',
    async (code) => {
      const { id, users } = await runningBatch(2);
      bench.directory.fail('listPasskeys', code);
      const key = bench.newKey();
      expect(await next(id, key)).toMatchObject({ status: 503, body: { code } });
      expect((await peopleOf(id)).people[0]).toMatchObject({ state: 'waiting', code: null });
      expect((await next(id, key)).body.enrolment.holder.id).toBe(users[0]);
    },
  );

  it('skip somebody with a reason, and only who is not under way', async () => {
    const { id, users } = await runningBatch(2);
    const [first, second] = users;
    const skip = { do: 'skip', reason: ' on leave ' };
    expect(await call('operator', 'POST', `/${id}/people/${first}`, skip)).toMatchObject({
      status: 200,
      body: { state: 'skipped', reason: 'on leave' },
    });
    const opened = await next(id, bench.newKey());
    expect(opened.body.enrolment.holder.id).toBe(second);
    for (const change of [skip, { do: 'retry' }]) {
      expect(await call('operator', 'POST', `/${id}/people/${second}`, change)).toMatchObject({
        status: 409,
        body: { code: 'conflict' },
      });
    }
    expect(await call('operator', 'POST', `/${id}/people/${randomUUID()}`, skip)).toMatchObject({
      status: 404,
    });
  });

  it('end a batch when the last enrolment under way has ended', async () => {
    const { id } = await runningBatch(2);
    const key = bench.newKey();
    const opened = await next(id, key);
    expect(await call('operator', 'POST', `/${id}/state`, { to: 'end' })).toMatchObject({
      body: { state: 'stopping', endedAt: null },
    });
    expect(await next(id, bench.newKey())).toMatchObject({ body: { code: 'batch_not_running' } });
    expect(await call('operator', 'POST', `/${id}/state`, { to: 'running' })).toMatchObject({
      status: 409,
    });
    for (const path of ['retry', 'people']) {
      const body = { people: [{ userId: bench.newHolder(), serial: null }] };
      expect(await call('operator', 'POST', `/${id}/${path}`, body)).toMatchObject({ status: 409 });
    }
    await runToRest(bench, key, opened.body.enrolment);
    expect(await call('operator', 'GET', `/${id}`)).toMatchObject({
      body: { state: 'ended', endedAt: expect.any(String) },
    });
  });

  it('have challenges live as long as the batch says', async () => {
    const { id } = await runningBatch(1, { challengeMinutes: 720 });
    const key = bench.newKey();
    await runToRest(bench, key, (await next(id, key)).body.enrolment);
    expect(bench.directory.challengeMinutesAsked).toBe(720);
  });

  it('tell the pace once two are done', async () => {
    const { id } = await runningBatch(4);
    for (let done = 0; done < 2; done += 1) {
      const key = bench.newKey();
      await runToRest(bench, key, (await next(id, key)).body.enrolment);
      bench.clock.now += 60_000;
    }
    const { pace } = (await call<Batch>('operator', 'GET', `/${id}`)).body;
    expect(pace).toMatchObject({ doneLastHour: 2, endsAt: expect.any(String) });
    expect(pace?.keysPerHour).toBeGreaterThan(50);
    expect(pace?.keysPerHour).toBeLessThanOrEqual(60);
    bench.clock.now += 7_200_000;
    const later = (await call<Batch>('operator', 'GET', `/${id}`)).body.pace;
    expect(later?.doneLastHour).toBe(0);
  });

  it('read people in parts', async () => {
    const { id } = await runningBatch(150);
    const people = Array.from({ length: 60 }, () => ({ userId: bench.newHolder(), serial: null }));
    await call('operator', 'POST', `/${id}/people`, { people });
    const first = await peopleOf(id);
    expect(first.people).toHaveLength(200);
    expect(first.next).toBe(200);
    const rest = await peopleOf(id, '?after=200');
    expect(rest.people.map(({ position }) => position)).toEqual([
      201, 202, 203, 204, 205, 206, 207, 208, 209, 210,
    ]);
    expect(rest.next).toBeNull();
  });

  it('find people by a part of their name or user principal name, whatever its case', async () => {
    const { id } = await runningBatch(2);
    const names = [
      ['Olena Шевченко', 'olena.shevchenko@contoso.example'],
      ['100% Sure_Thing', 'sure@contoso.example'],
    ] as const;
    const users = names.map(([displayName, userPrincipalName]) => {
      const userId = bench.newHolder();
      bench.directory.addPerson(userId, { displayName, userPrincipalName });
      return userId;
    });
    const people = users.map((userId) => ({ userId, serial: null }));
    await call('operator', 'POST', `/${id}/people`, { people });
    const found = async (query: string) => {
      const { people: some } = await peopleOf(id, `?query=${encodeURIComponent(query)}`);
      return some.map(({ holder }) => holder.id);
    };
    const [first, second] = users;
    expect(await found('ШЕВ')).toEqual([first]);
    expect(await found('  Shevchenko@ ')).toEqual([first]);
    // No pattern of SQL.
    expect(await found('%')).toEqual([second]);
    expect(await found('_')).toEqual([second]);
    expect(await found('nobody like this')).toEqual([]);
    expect(await found('@contoso.example')).toHaveLength(4);
    await call('operator', 'POST', `/${id}/people/${first}`, { do: 'skip', reason: 'Away' });
    expect((await peopleOf(id, '?query=olena&state=waiting')).people).toEqual([]);
    expect(await call('operator', 'GET', `/${id}/people?query=${'x'.repeat(121)}`)).toMatchObject({
      status: 400,
    });
  });

  it('are closed to auditors who would change something, and to everybody else', async () => {
    const { id } = await runningBatch(1);
    expect((await call('auditor', 'GET', '')).status).toBe(200);
    expect((await call('auditor', 'POST', '', NEW_BATCH)).status).toBe(403);
    expect((await next(id, bench.newKey(), 'auditor')).status).toBe(403);
    expect((await call('holder', 'GET', `/${id}`)).status).toBe(403);
    expect((await call('operator', 'GET', `/${randomUUID()}`)).status).toBe(404);
  });

  it('write an intent and an outcome for everything that was done', async () => {
    const { id } = await runningBatch(2);
    await next(id, bench.newKey());
    const rows = await bench.database.sql(
      `select phase, action, result from audit where detail->>'batchId' = $1 order by seq`,
      [id],
    );
    const pairs = ['createBatch', 'addBatchPeople', 'runBatch', 'startEnrolment'];
    expect(rows).toEqual(
      pairs.flatMap((action) => [
        { phase: 'intent', action, result: null },
        { phase: 'outcome', action, result: 'ok' },
      ]),
    );
  });
});
