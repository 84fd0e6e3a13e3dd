import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OPERATOR, runToRest } from '#bff/enrolment/testBench.ts';
import type { Batch } from '#shared/api/index.ts';
import { batchRoutes, NEW_BATCH } from './testBatchRoutes.ts';

describe('the routes of batches', () => {
  const routes = batchRoutes();
  const { call, runningBatch, next, peopleOf } = routes;

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
    const [a, b] = [routes.bench.newHolder(), routes.bench.newHolder()];
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
    const [first, second] = [routes.bench.newKey(), routes.bench.newKey()];
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
    expect(await next(id, routes.bench.newKey())).toMatchObject({
      status: 409,
      body: { code: 'batch_empty' },
    });
    await runToRest(routes.bench, first, opened.body.enrolment);
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

  it('begin with the profile that was seen, or not at all', async () => {
    const make = (profileVersion: number) =>
      call('operator', 'POST', '', { ...NEW_BATCH, profileVersion });
    expect(await make(1)).toMatchObject({ status: 201, body: { profile: { version: 1 } } });
    expect(await make(2)).toMatchObject({ status: 409, body: { code: 'profile_changed' } });
  });

  it('end a batch when the last enrolment under way has ended', async () => {
    const { id } = await runningBatch(2);
    const key = routes.bench.newKey();
    const opened = await next(id, key);
    expect(await call('operator', 'POST', `/${id}/state`, { to: 'end' })).toMatchObject({
      body: { state: 'stopping', endedAt: null },
    });
    expect(await next(id, routes.bench.newKey())).toMatchObject({
      body: { code: 'batch_not_running' },
    });
    expect(await call('operator', 'POST', `/${id}/state`, { to: 'running' })).toMatchObject({
      status: 409,
    });
    for (const path of ['retry', 'people']) {
      const body = { people: [{ userId: routes.bench.newHolder(), serial: null }] };
      expect(await call('operator', 'POST', `/${id}/${path}`, body)).toMatchObject({ status: 409 });
    }
    await runToRest(routes.bench, key, opened.body.enrolment);
    expect(await call('operator', 'GET', `/${id}`)).toMatchObject({
      body: { state: 'ended', endedAt: expect.any(String) },
    });
  });

  it('have challenges live as long as the batch says', async () => {
    const { id } = await runningBatch(1, { challengeMinutes: 720 });
    const key = routes.bench.newKey();
    await runToRest(routes.bench, key, (await next(id, key)).body.enrolment);
    expect(routes.bench.directory.challengeMinutesAsked).toBe(720);
  });

  it('tell the pace once two are done', async () => {
    const { id } = await runningBatch(4);
    for (let done = 0; done < 2; done += 1) {
      const key = routes.bench.newKey();
      await runToRest(routes.bench, key, (await next(id, key)).body.enrolment);
      routes.bench.clock.now += 60_000;
    }
    const { pace } = (await call<Batch>('operator', 'GET', `/${id}`)).body;
    expect(pace).toMatchObject({ doneLastHour: 2, endsAt: expect.any(String) });
    expect(pace?.keysPerHour).toBeGreaterThan(50);
    expect(pace?.keysPerHour).toBeLessThanOrEqual(60);
    routes.bench.clock.now += 7_200_000;
    const later = (await call<Batch>('operator', 'GET', `/${id}`)).body.pace;
    expect(later?.doneLastHour).toBe(0);
  });

  it('are closed to auditors who would change something, and to everybody else', async () => {
    const { id } = await runningBatch(1);
    expect((await call('auditor', 'GET', '')).status).toBe(200);
    expect((await call('auditor', 'POST', '', NEW_BATCH)).status).toBe(403);
    expect((await next(id, routes.bench.newKey(), 'auditor')).status).toBe(403);
    expect((await call('holder', 'GET', `/${id}`)).status).toBe(403);
    expect((await call('operator', 'GET', `/${randomUUID()}`)).status).toBe(404);
  });

  it('write an intent and an outcome for everything that was done', async () => {
    const { id } = await runningBatch(2);
    await next(id, routes.bench.newKey());
    const rows = await routes.bench.database.sql(
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
