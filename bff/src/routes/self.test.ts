import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { ACTOR, createTestBench, runToRest, type TestBench } from '#bff/enrolment/testBench.ts';
import { TestKey } from '#bff/enrolment/testKey.ts';
import { testCaller } from '#bff/testDeps.ts';

const holder = testCaller({ id: '66666666-6666-4666-8666-666666666666', roles: [] });
const other = testCaller({ id: '77777777-7777-4777-8777-777777777777', roles: ['Admin'] });

describe('the routes about oneself', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  let enrolmentId: string;
  const key = new TestKey({ serial: '60001' });
  beforeAll(async () => {
    bench = await createTestBench();
    bench.directory.addPerson(holder.id);
    bench.directory.addPerson(other.id);
    app = createApp(benchDeps(bench, { holder, other }));
    const body = { userId: holder.id, profileId: 'new-colleague', key: key.plugged() };
    const { enrolment } = await runToRest(bench, key, await bench.enrolments.start(body, ACTOR));
    enrolmentId = enrolment.id;
  });
  afterAll(() => bench.close());

  const call = async (as: string, method: string, path: string) => {
    const headers = { authorization: `Bearer ${as}`, 'idempotency-key': randomUUID() };
    const answer = await app.request(`/api${path}`, { method, headers });
    return { status: answer.status, body: await answer.json(), headers: answer.headers };
  };

  it('show the caller’s own keys and waiting PINs, and nobody else’s', async () => {
    const mine = await call('holder', 'GET', `/me/keys?userId=${other.id}`);
    expect(mine.body).toMatchObject({
      passkeys: [{ displayName: 'Test Key 60001', serial: '60001' }],
      pins: [{ enrolmentId, productName: 'Test Key', serial: '60001', state: 'waiting' }],
    });
    expect((await call('other', 'GET', `/me/keys?userId=${holder.id}`)).body).toEqual({
      passkeys: [],
      pins: [],
    });
  });

  it('reveal a PIN to its holder once, and to an administrator never', async () => {
    const path = `/me/pins/${enrolmentId}/reveal`;
    expect(await call('other', 'POST', path)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    const first = await call('holder', 'POST', path);
    expect(first).toMatchObject({ status: 200, body: { pin: key.pin } });
    expect(first.headers.get('cache-control')).toContain('no-store');
    expect(await call('holder', 'POST', path)).toMatchObject({
      status: 409,
      body: { code: 'pin_already_revealed' },
    });
    expect(bench.logLines.join('\n')).not.toContain(key.pin);
  });
});
