import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OPERATOR } from '#bff/enrolment/testBench.ts';
import { batchRoutes } from './testBatchRoutes.ts';

describe('the routes of batches, for people', () => {
  const routes = batchRoutes();
  const { call, runningBatch, next, peopleOf } = routes;

  it('count who cannot get a key as failed, and have them wait again', async () => {
    const { id, users } = await runningBatch(3);
    const [gone = '', disabled = '', fine] = users;
    const before = routes.bench.directory.people.get(disabled);
    routes.bench.directory.removePerson(gone);
    routes.bench.directory.addPerson(disabled, { enabled: false });
    const key = routes.bench.newKey();
    expect(await next(id, key)).toMatchObject({ status: 404, body: { code: 'user_not_found' } });
    expect(await next(id, key)).toMatchObject({ status: 422, body: { code: 'user_disabled' } });
    const opened = await next(id, key);
    expect(opened.body.enrolment.holder.id).toBe(fine);
    const failed = await peopleOf(id, '?state=failed');
    expect(failed.people.map(({ code }) => code)).toEqual(['user_not_found', 'user_disabled']);
    routes.bench.directory.addPerson(disabled, before);
    const retry = await call('operator', 'POST', `/${id}/people/${disabled}`, { do: 'retry' });
    expect(retry).toMatchObject({ status: 200, body: { state: 'waiting', code: null } });
    await routes.bench.enrolments.cancel(
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
    const outside = await routes.bench.start(users[0] ?? '', routes.bench.newKey());
    expect(await next(id, routes.bench.newKey())).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect((await peopleOf(id)).people[0]).toMatchObject({ state: 'failed', code: 'conflict' });
    const key = routes.bench.newKey();
    await routes.bench.start(routes.bench.newHolder(), key);
    await routes.bench.enrolments.cancel(
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
      routes.bench.directory.fail('listPasskeys', code);
      const key = routes.bench.newKey();
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
    const opened = await next(id, routes.bench.newKey());
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

  it('read people in parts', async () => {
    const { id } = await runningBatch(150);
    const people = Array.from({ length: 60 }, () => ({
      userId: routes.bench.newHolder(),
      serial: null,
    }));
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
      const userId = routes.bench.newHolder();
      routes.bench.directory.addPerson(userId, { displayName, userPrincipalName });
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
});
