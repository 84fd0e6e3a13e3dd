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

  const call = async (
    as: string,
    method: string,
    path: string,
    more: { headers?: Record<string, string>; body?: unknown } = {},
  ) => {
    const answer = await app.request(`/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${as}`,
        'idempotency-key': randomUUID(),
        ...(more.body !== undefined && { 'content-type': 'application/json' }),
        ...more.headers,
      },
      ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
    });
    return { status: answer.status, body: await answer.json(), headers: answer.headers };
  };

  it('show the caller’s own keys and waiting PINs, and nobody else’s', async () => {
    const mine = await call('holder', 'GET', `/me/keys?userId=${other.id}`);
    expect(mine.body).toMatchObject({
      passkeys: [
        {
          displayName: 'YubiKey 5 NFC 60001',
          serial: '60001',
          isEnrolledHere: true,
          usable: 'yes',
          isBeingRemoved: false,
        },
      ],
      pins: [{ enrolmentId, productName: 'YubiKey 5 NFC', serial: '60001', state: 'waiting' }],
    });
    expect((await call('other', 'GET', `/me/keys?userId=${holder.id}`)).body).toEqual({
      passkeys: [],
      pins: [],
    });
  });

  it('reveal a PIN to its holder once, and to an administrator never', async () => {
    const path = `/me/pins/${enrolmentId}`;
    const window = { 'keywright-session': randomUUID() };
    const reveal = (as: string, session: Record<string, string>) =>
      call(as, 'POST', `${path}/reveal`, { headers: session });
    expect(await reveal('other', window)).toMatchObject({
      status: 403,
      body: { code: 'session_forbidden' },
    });
    for (const session of [{}, { 'keywright-session': 'short' }]) {
      expect(await reveal('holder', session)).toMatchObject({
        status: 400,
        body: { code: 'request_invalid' },
      });
    }
    const first = await reveal('holder', window);
    expect(first).toMatchObject({ status: 200, body: { pin: key.pin } });
    expect(first.headers.get('cache-control')).toContain('no-store');
    expect((await reveal('holder', window)).body).toEqual(first.body);
    expect(await reveal('holder', { 'keywright-session': randomUUID() })).toMatchObject({
      status: 409,
      body: { code: 'pin_shown_elsewhere' },
    });
    const { reservationId } = first.body as { reservationId: string };
    const confirm = (as: string) =>
      call(as, 'POST', `${path}/confirm`, { headers: window, body: { reservationId } });
    expect(await confirm('other')).toMatchObject({ status: 409 });
    const confirmed = await confirm('holder');
    expect(confirmed).toMatchObject({ status: 200, body: { revealedAt: expect.any(String) } });
    expect((await confirm('holder')).body).toEqual(confirmed.body);
    expect(await reveal('holder', window)).toMatchObject({
      status: 409,
      body: { code: 'pin_already_revealed' },
    });
    expect(bench.logLines.join('\n')).not.toContain(key.pin);
  });
});
