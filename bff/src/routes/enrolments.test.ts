import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, OPERATOR, type TestBench } from '#bff/enrolment/testBench.ts';
import { TestKey } from '#bff/enrolment/testKey.ts';
import { testCaller } from '#bff/testDeps.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { callsOf } from './testCalls.ts';

const COLLEAGUE = '88888888-8888-4888-8888-888888888888';

const callers = {
  operator: testCaller({ id: OPERATOR }),
  auditor: testCaller({ id: '55555555-5555-4555-8555-555555555555', roles: ['Auditor'] }),
  admin: testCaller({ id: '77777777-7777-4777-8777-777777777777', roles: ['Admin'] }),
  colleague: testCaller({ id: COLLEAGUE, roles: ['Operator'] }),
  holder: testCaller({ id: '66666666-6666-4666-8666-666666666666', roles: [] }),
};

describe('the routes of enrolments', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    bench = await createTestBench();
    bench.directory.addPerson(callers.holder.id);
    app = createApp(benchDeps(bench, callers));
  });
  afterAll(() => bench.close());

  const call = callsOf<keyof typeof callers>(() => app, '/api');

  it('open an enrolment, show it, list it and cancel it', async () => {
    const userId = bench.newHolder();
    const key = new TestKey({ serial: '50001' }).plugged();
    const body = { userId, profileId: 'new-colleague', key };
    const opened = await call('operator', 'POST', '/enrolments', body);
    expect(opened).toMatchObject({ status: 201, body: { action: { kind: 'setPin' } } });
    const id = String(opened.body['id']);
    expect(await call('operator', 'GET', `/enrolments/${id}`)).toMatchObject({
      status: 200,
      body: { id, action: { kind: 'readKey' } },
    });
    expect(await call('auditor', 'GET', `/enrolments?state=open&userId=${userId}`)).toMatchObject({
      status: 200,
      body: { enrolments: [{ id }] },
    });
    const event = { seq: opened.body['seq'], keySession: key.session, event: { type: 'keySeen' } };
    expect(await call('operator', 'POST', `/enrolments/${id}/events`, event)).toMatchObject({
      status: 200,
      body: { seq: opened.body['seq'], action: { kind: 'setPin' } },
    });
    const cancel = { keyIsLost: false };
    expect(await call('operator', 'POST', `/enrolments/${id}/cancel`, cancel)).toMatchObject({
      status: 200,
      body: { action: { kind: 'rolledBack', code: 'cancelled' } },
    });
  });

  it('begin with the version of a profile that was seen, and with no other', async () => {
    const [builtIn] = BUILT_IN_PROFILES;
    if (builtIn === undefined) throw new Error('there is no built-in profile');
    const { id: _, version: __, ...content } = { ...builtIn, name: 'Of this test' };
    const made = await call('admin', 'POST', '/profiles', { profile: content });
    const { id: profileId } = made.body['profile'] as { id: string };
    const start = (profileVersion: number, userId: string) =>
      call('operator', 'POST', '/enrolments', { userId, profileId, profileVersion });
    const [begun, userId] = [bench.newHolder(), bench.newHolder()];
    const first = { status: 201, body: { profile: { version: 1 } } };
    expect(await start(1, begun)).toMatchObject(first);
    const change = { basedOn: 1, profile: { ...content, description: 'Another' } };
    await call('admin', 'POST', `/profiles/${profileId}/versions`, change);
    const refused = { status: 409, body: { code: 'profile_changed' } };
    expect(await start(1, userId)).toMatchObject(refused);
    expect(await start(2, userId)).toMatchObject({
      status: 201,
      body: { profile: { version: 2 } },
    });
    // What is open goes on with its own copy.
    expect(await start(1, begun)).toMatchObject(first);
    await call('admin', 'POST', `/profiles/${profileId}/retire`, { basedOn: 2 });
  });

  it('refuse a stale event with 409 and a broken one with 400, without its values', async () => {
    const body = { userId: bench.newHolder(), profileId: 'new-colleague' };
    const opened = await call('operator', 'POST', '/enrolments', body);
    const path = `/enrolments/${String(opened.body['id'])}/events`;
    expect(
      await call('operator', 'POST', path, { seq: 99, event: { type: 'pinSet' } }),
    ).toMatchObject({ status: 409, body: { code: 'stale_step' } });
    const broken = await call('operator', 'POST', path, {
      seq: 1,
      event: { type: 'pinSet', pin: '73519264' },
    });
    expect(broken).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    expect(JSON.stringify(broken.body)).not.toContain('73519264');
  });

  it('list what is unfinished for all staff, with the one thing to do', async () => {
    const userId = bench.newHolder();
    const key = new TestKey({ serial: '50002' }).plugged();
    const body = { userId, profileId: 'new-colleague', key };
    const opened = await call('operator', 'POST', '/enrolments', body);
    for (const role of ['operator', 'auditor'] as const) {
      const { status, body: list } = await call(role, 'GET', '/enrolments/unfinished');
      expect(status).toBe(200);
      expect(list).toMatchObject({
        unfinished: expect.arrayContaining([
          expect.objectContaining({
            id: opened.body['id'],
            operator: { id: OPERATOR, displayName: 'Adele Vance' },
            stoppedAt: 'pin',
            next: { kind: 'plugKey', key: key.observation.identity },
          }),
        ]),
      });
    }
    expect(await call('holder', 'GET', '/enrolments/unfinished')).toMatchObject({ status: 403 });
  });

  it('let an auditor read and do nothing, and a mere member not even read', async () => {
    const opened = await call('operator', 'POST', '/enrolments', {
      userId: bench.newHolder(),
      profileId: 'new-colleague',
    });
    const path = `/enrolments/${String(opened.body['id'])}`;
    expect(await call('auditor', 'GET', path)).toMatchObject({ status: 200 });
    expect(await call('auditor', 'POST', `${path}/cancel`)).toMatchObject({
      status: 403,
      body: { code: 'session_forbidden' },
    });
    for (const [method, of] of [
      ['GET', '/enrolments'],
      ['GET', path],
      ['POST', `${path}/cancel`],
      ['GET', '/profiles'],
    ] as const) {
      expect(await call('holder', method, of)).toMatchObject({ status: 403 });
    }
  });

  it('authenticate messages for the key only for whoever has carried the enrolment on', async () => {
    const key = new TestKey({ serial: '50003' }).plugged();
    const body = { userId: bench.newHolder(), profileId: 'new-colleague', key };
    const opened = await call('operator', 'POST', '/enrolments', body);
    const path = `/enrolments/${String(opened.body['id'])}`;
    const message = { keySession: key.session, encryptedToken: 'AAAA', message: 'AAAA' };
    const forbidden = { status: 403, body: { code: 'session_forbidden' } };
    expect(await call('colleague', 'POST', `${path}/pin-auth`, message)).toMatchObject(forbidden);
    const event = { seq: opened.body['seq'], key, event: { type: 'keySeen' } };
    expect(await call('colleague', 'POST', `${path}/events`, event)).toMatchObject({
      status: 200,
      body: { seq: Number(opened.body['seq']) + 1, operatorId: COLLEAGUE },
    });
    expect(await call('operator', 'POST', `${path}/pin-auth`, message)).toMatchObject(forbidden);
    expect(await call('admin', 'POST', `${path}/cancel`, { keyIsLost: false })).toMatchObject({
      status: 200,
      body: { action: { kind: 'rolledBack' } },
    });
  });

  it('give the profiles, the default first', async () => {
    const { body } = await call('operator', 'GET', '/profiles');
    expect(body).toEqual({ profiles: BUILT_IN_PROFILES });
  });

  it('answer 404 for an enrolment that does not exist and 400 for an id that is none', async () => {
    const missing = '/enrolments/99999999-9999-4999-8999-999999999999';
    expect(await call('operator', 'GET', missing)).toMatchObject({ status: 404 });
    expect(await call('operator', 'GET', '/enrolments/x')).toMatchObject({ status: 400 });
  });
});
