import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OPERATOR, runToRest } from '#bff/enrolment/testBench.ts';
import type { TestKey } from '#bff/enrolment/testKey.ts';
import type { NextOfBatch } from '#shared/api/index.ts';
import { batchRoutes } from './testBatchRoutes.ts';

describe('the routes of batches, for keys', () => {
  const routes = batchRoutes();
  const { call, runningBatch, next } = routes;

  it('give the same station its enrolment back, and nobody else the key', async () => {
    const { id } = await runningBatch(3);
    const key = routes.bench.newKey();
    const first = await next(id, key);
    await call('operator', 'POST', `/${id}/state`, { to: 'paused' });
    const again = await next(id, key);
    expect(again.body.enrolment.id).toBe(first.body.enrolment.id);
    expect(await next(id, key, 'colleague')).toMatchObject({ body: { code: 'key_used_in_batch' } });
    await call('operator', 'POST', `/${id}/state`, { to: 'running' });
    await runToRest(routes.bench, key, again.body.enrolment);
    expect(await next(id, key)).toMatchObject({ status: 409, body: { code: 'key_used_in_batch' } });
  });

  it('know a key without a serial by its plug, then by the passkeys on it', async () => {
    const { id } = await runningBatch(3);
    const key = routes.bench.newKey({ serial: null });
    const first = await next(id, key);
    expect((await next(id, key)).body.enrolment.id).toBe(first.body.enrolment.id);
    await runToRest(routes.bench, key, first.body.enrolment);
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
      routes.bench.newKey({ serial: null, pin }),
    ) as [TestKey, TestKey, TestKey];
    await runToRest(routes.bench, used, (await next(id, used)).body.enrolment);
    used.replug();
    // As the page sends it, which knows of no passkey to look for.
    const before = await routes.bench.database.sql('select count(*) from enrolments');
    for (const key of [used, stranger]) {
      expect(await next(id, key)).toMatchObject({ status: 409, body: { code: 'key_looks_used' } });
    }
    expect(await routes.bench.database.sql('select count(*) from enrolments')).toEqual(before);
    expect((await next(id, fresh)).body.person.holder.id).toBe(users[1]);
    const vouched = { key: stranger.plugged(), isAnotherKey: true };
    const answer = await call<NextOfBatch>('operator', 'POST', `/${id}/next`, vouched);
    expect(answer).toMatchObject({ status: 201, body: { person: { holder: { id: users[2] } } } });
    // Nothing on it was erased by that word.
    expect(answer.body.enrolment.action.kind).toBe('confirmReset');
    const told = await routes.bench.database.sql(
      `select detail from audit where action = 'startEnrolment' and phase = 'intent' and enrolment_id = $1`,
      [answer.body.enrolment.id],
    );
    expect(told).toMatchObject([{ detail: { isAnotherKey: true } }]);
  });

  it('know a used key without a serial for certain by its passkey, whoever vouches for it', async () => {
    const { id } = await runningBatch(2);
    const key = routes.bench.newKey({ serial: null });
    await runToRest(routes.bench, key, (await next(id, key)).body.enrolment);
    key.replug();
    const vouched = { key: key.plugged(['x']), isAnotherKey: true };
    expect(await call('operator', 'POST', `/${id}/next`, vouched)).toMatchObject({
      status: 409,
      body: { code: 'key_used_in_batch' },
    });
  });

  it('take the assigned key and no other', async () => {
    const key = routes.bench.newKey();
    const serials = ['9001', String(key.options.serial)];
    const { id, users } = await runningBatch(2, { assignment: 'serials' }, serials);
    const before = await routes.bench.database.sql('select count(*) from enrolments');
    expect(await next(id, routes.bench.newKey())).toMatchObject({
      body: { code: 'key_not_assigned' },
    });
    expect(await next(id, routes.bench.newKey({ serial: null }))).toMatchObject({
      body: { code: 'key_not_assigned' },
    });
    expect(await routes.bench.database.sql('select count(*) from enrolments')).toEqual(before);
    const opened = await next(id, key);
    expect(opened.body.enrolment.holder.id).toBe(users[1]);
    const taken = { people: [{ userId: routes.bench.newHolder(), serial: '9001' }] };
    expect((await call('operator', 'POST', `/${id}/people`, taken)).body).toMatchObject({
      added: 0,
      serialsTaken: [taken.people[0]?.userId],
    });
    const without = { people: [{ userId: routes.bench.newHolder(), serial: null }] };
    expect(await call('operator', 'POST', `/${id}/people`, without)).toMatchObject({ status: 400 });
  });

  it('refuse another key than the assigned one later on, too', async () => {
    const key = routes.bench.newKey();
    const { id } = await runningBatch(1, { assignment: 'serials' }, [String(key.options.serial)]);
    routes.bench.directory.modelProblem = 'model_not_allowed';
    const opened = await next(id, key);
    routes.bench.directory.modelProblem = null;
    expect(opened.body.enrolment.action).toMatchObject({
      kind: 'useAnotherKey',
      code: 'model_not_allowed',
    });
    const { id: enrolmentId, seq } = opened.body.enrolment;
    const report = {
      seq,
      key: routes.bench.newKey().plugged(),
      event: { type: 'keySeen' },
    } as const;
    const actor = { id: OPERATOR, requestId: 'r' };
    const answer = await routes.bench.enrolments.report(enrolmentId, report, actor);
    expect(answer.action).toMatchObject({ kind: 'useAnotherKey', code: 'key_not_assigned' });
  });

  it('let the operator pick who the key is for', async () => {
    const { id, users } = await runningBatch(3, { assignment: 'pick' });
    const [, second, third] = users;
    const key = routes.bench.newKey();
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
    expect(await next(id, routes.bench.newKey(), 'operator', { userId: second })).toMatchObject({
      status: 409,
      body: { code: 'person_not_waiting' },
    });
  });
});
