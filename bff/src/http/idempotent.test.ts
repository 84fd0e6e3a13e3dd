import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, OPERATOR, type TestBench } from '#bff/enrolment/testBench.ts';
import { TestKey } from '#bff/enrolment/testKey.ts';
import { Secret } from '#bff/log/secret.ts';
import { testCaller } from '#bff/testDeps.ts';
import { PAGE_SESSION_HEADER } from '#shared/api/index.ts';
import { GraphError } from '#shared/failure/appError.ts';
import { createIdempotencyStore, type IdempotentCall } from './idempotencyStore.ts';

const callers = {
  operator: testCaller({ id: OPERATOR }),
  other: testCaller({ id: '55555555-5555-4555-8555-555555555555', roles: ['Admin'] }),
};
const DAY_MS = 24 * 60 * 60_000;

describe('a call that changes something', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    bench = await createTestBench();
    app = createApp(benchDeps(bench, callers));
  });
  afterAll(() => bench.close());

  const post = async (
    path: string,
    body: unknown,
    key: string | undefined,
    as: keyof typeof callers = 'operator',
  ) => {
    const answer = await app.request(`/api${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${as}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const start = (key: string | undefined, userId = bench.newHolder(), as?: keyof typeof callers) =>
    post('/enrolments', { userId, profileId: 'new-colleague' }, key, as);
  const codeOf = ({ text }: { text: string }) => (JSON.parse(text) as { code: string }).code;

  it('needs a key that is a GUID', async () => {
    for (const key of [undefined, '', 'again', `${randomUUID()} `.repeat(2)]) {
      const refused = await start(key);
      expect(refused.status).toBe(400);
      expect(JSON.parse(refused.text)).toMatchObject({
        code: 'request_invalid',
        errors: [{ path: 'header.idempotency-key', message: 'invalid_format' }],
      });
    }
  });

  it('happens once, and gives the same answer each time', async () => {
    const userId = bench.newHolder();
    const key = new TestKey({ serial: '70001' }).plugged();
    const body = { userId, profileId: 'new-colleague', key };
    const id = randomUUID();
    const first = await post('/enrolments', body, id);
    expect(first.status).toBe(201);
    const journal = () => bench.database.sql('select * from journal');
    const { length } = await journal();
    const second = await post('/enrolments', body, id.toUpperCase());
    expect(second).toMatchObject({ status: 201, text: first.text });
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.headers.get('cache-control')).toBe('no-store');
    expect(await journal()).toHaveLength(length);
  });

  it('gives the same refusal again', async () => {
    const opened = JSON.parse((await start(randomUUID())).text) as { id: string };
    const id = randomUUID();
    const stale = { seq: 99, event: { type: 'pinSet' } };
    const first = await post(`/enrolments/${opened.id}/events`, stale, id);
    expect(codeOf(first)).toBe('stale_step');
    expect(await post(`/enrolments/${opened.id}/events`, stale, id)).toMatchObject({
      status: 409,
      text: first.text,
    });
  });

  it('is refused under a key that was used for something else', async () => {
    const id = randomUUID();
    const opened = JSON.parse((await start(id)).text) as { id: string };
    for (const other of [
      await start(id, bench.newHolder()),
      await post(`/enrolments/${opened.id}/cancel`, undefined, id),
    ]) {
      expect(other.status).toBe(422);
      expect(codeOf(other)).toBe('idempotency_mismatch');
    }
  });

  it('is another one when somebody else makes it', async () => {
    const id = randomUUID();
    const userId = bench.newHolder();
    expect((await start(id, userId)).status).toBe(201);
    const other = await start(id, userId, 'other');
    expect(other.headers.get('idempotency-replayed')).toBeNull();
    expect(codeOf(other)).toBe('conflict');
  });

  it('happens once for twenty twins at the same time', async () => {
    const id = randomUUID();
    const userId = bench.newHolder();
    const key = new TestKey({ serial: '70002' }).plugged();
    const body = { userId, profileId: 'new-colleague', key };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post('/enrolments', body, id)),
    );
    const done = answers.filter(({ status }) => status === 201);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const { status, headers } of answers.filter((answer) => answer.status !== 201)) {
      expect(status).toBe(409);
      expect(headers.get('retry-after')).toBe('2');
    }
    const rows = await bench.database.sql('select id from enrolments where holder_id = $1', [
      userId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('may be tried again under the same key after a failure of ours or of Graph', async () => {
    const id = randomUUID();
    const userId = bench.newHolder();
    bench.directory.fail('listPasskeys', 'graph_unavailable');
    expect((await start(id, userId)).status).toBe(503);
    expect((await start(id, userId)).status).toBe(201);
  });

  it('leaves no answer behind that holds a secret, and does not give it twice', async () => {
    const enrolmentId = randomUUID();
    const session = randomUUID();
    const id = randomUUID();
    const pin = '73519264';
    const deps = benchDeps(bench, callers);
    let times = 0;
    const reveal = createApp({
      ...deps,
      pins: {
        ...deps.pins,
        disclose: async () => {
          times += 1;
          if (times === 1) throw new GraphError('not_found', 'as the test wants it');
          return {
            pin: new Secret(pin),
            reservationId: randomUUID(),
            until: new Date(bench.clock.now),
            holder: { id: OPERATOR, displayName: 'A', userPrincipalName: 'a@contoso.example' },
            key: { productName: 'Key', serial: null },
          };
        },
      },
    });
    const ask = () =>
      reveal.request(`/api/me/pins/${enrolmentId}/reveal`, {
        method: 'POST',
        headers: {
          authorization: 'Bearer operator',
          'idempotency-key': id,
          [PAGE_SESSION_HEADER]: session,
        },
      });
    expect((await ask()).status).toBe(404);
    const shown = await ask();
    expect(await shown.text()).toContain(pin);
    const again = await ask();
    expect(again.status).toBe(409);
    expect(await again.text()).not.toContain(pin);
    expect(times).toBe(2);
    const [row] = await bench.database.sql('select * from idempotency where key = $1', [id]);
    expect(row).toMatchObject({ state: 'noted', status: null, answer: null });
  });

  it('gets its answer also when nobody can remember it', async () => {
    const deps = benchDeps(bench, callers);
    const forgetful = createApp({
      ...deps,
      idempotency: {
        ...deps.idempotency,
        settle: () => Promise.reject(new TypeError('as the test wants it')),
      },
    });
    const answer = await forgetful.request('/api/enrolments', {
      method: 'POST',
      headers: {
        authorization: 'Bearer operator',
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ userId: bench.newHolder(), profileId: 'new-colleague' }),
    });
    expect(answer.status).toBe(201);
    expect(bench.logLines.join()).toContain('idempotency_failed');
  });

  it('is kept sealed, for a day', async () => {
    const id = randomUUID();
    const userId = bench.newHolder();
    expect((await start(id, userId)).status).toBe(201);
    const [row] = await bench.database.sql('select * from idempotency where key = $1', [id]);
    expect(Buffer.from(row?.['answer'] as Buffer).toString('latin1')).not.toContain(userId);

    const store = createIdempotencyStore({ ...bench.parts, sleep: () => Promise.resolve() });
    expect(await store.sweep()).toBe(0);
    bench.clock.now += DAY_MS + 1;
    // A key whose time is over is a new one, swept or not.
    expect((await start(id, bench.newHolder())).status).toBe(201);
    expect(await store.sweep()).toBeGreaterThan(5);
    expect(await bench.database.sql('select key from idempotency')).toEqual([{ key: id }]);
  });

  it('is taken over from somebody who died at it, who then has no say any more', async () => {
    const store = createIdempotencyStore({ ...bench.parts, sleep: () => Promise.resolve() });
    const call: IdempotentCall = {
      ...{ callerId: OPERATOR, key: randomUUID(), method: 'POST', path: '/x', body: '' },
    };
    const dead = await store.claim(call);
    expect(await store.claim(call)).toEqual({ kind: 'inProgress' });
    bench.clock.now += 100_000;
    const heir = await store.claim(call);
    if (dead.kind !== 'new' || heir.kind !== 'new') throw new Error('both begin');
    await store.release(call, dead.attempt);
    const answer = { status: 200, contentType: 'application/json', body: 'heir' };
    await store.settle(call, heir.attempt, answer);
    await store.settle(call, dead.attempt, { ...answer, body: 'dead' });
    expect(await store.claim(call)).toEqual({ kind: 'answered', answer });
  });
});
