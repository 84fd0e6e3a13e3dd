import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, OPERATOR, type TestBench, typesOf } from '#bff/enrolment/testBench.ts';
import { createDirectoryWatch, type DirectoryWatch } from '#bff/guided/directoryWatch.ts';
import { createLeases } from '#bff/jobs/leases.ts';
import { testCaller } from '#bff/testDeps.ts';
import type { GuidedEnrolment, MyGuided } from '#shared/api/index.ts';

const HOLDER = '66666666-6666-4666-8666-666666666666';
const OTHER = '77777777-7777-4777-8777-777777777777';
const PROFILE = 'keep-pin';

const CALLERS = {
  operator: testCaller({ id: OPERATOR, roles: ['Operator'] }),
  auditor: testCaller({ id: randomUUID(), roles: ['Auditor'] }),
  holder: testCaller({ id: HOLDER.toUpperCase(), roles: [] }),
  other: testCaller({ id: OTHER, roles: ['Admin'] }),
};

describe('the routes of registrations on Microsoft’s page', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  let watch: DirectoryWatch;
  beforeAll(async () => {
    bench = await createTestBench();
    bench.directory.addPerson(HOLDER);
    bench.directory.addPerson(OTHER);
    app = createApp(benchDeps(bench, CALLERS));
    const leases = createLeases({ holder: randomUUID(), now: bench.parts.now });
    watch = createDirectoryWatch({ parts: bench.parts, leases });
  });
  afterAll(() => bench.close());

  async function call<T = GuidedEnrolment>(
    as: keyof typeof CALLERS,
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    key: string = randomUUID(),
  ) {
    const answer = await app.request(`/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${as}`,
        'idempotency-key': key,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T & { code?: string } };
  }

  async function look() {
    bench.clock.now += 5_000;
    await watch.look();
  }

  it('begin for oneself without naming anybody, and twice under one key only once', async () => {
    const before = await call<MyGuided>('holder', 'GET', '/self/guided');
    expect(before.body).toMatchObject({ enrolment: null, profiles: [{ id: PROFILE }] });
    const key = randomUUID();
    const first = await call('holder', 'POST', '/self/guided', { profileId: PROFILE }, key);
    expect(first).toMatchObject({
      ...{ status: 201, body: { holder: { id: HOLDER }, state: { kind: 'watching' } } },
    });
    const again = await call('holder', 'POST', '/self/guided', { profileId: PROFILE }, key);
    expect(again).toEqual(first);
    const strange = await call('holder', 'POST', '/self/guided', {
      ...{ profileId: PROFILE, userId: OTHER },
    });
    expect(strange).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    const mine = await call<MyGuided>('holder', 'GET', '/self/guided');
    expect(mine.body.enrolment).toEqual(first.body);
    expect((await call<MyGuided>('other', 'GET', '/self/guided')).body.enrolment).toBeNull();
  });

  it('are not found for anybody but their holder, whatever their role', async () => {
    const { body } = await call<MyGuided>('holder', 'GET', '/self/guided');
    const path = `/self/guided/${body.enrolment?.id}`;
    for (const [verb, said] of [['key', { methodId: 'x' }], ['watch'], ['cancel']] as const) {
      expect(await call('other', 'POST', `${path}/${verb}`, said)).toMatchObject({
        ...{ status: 404, body: { code: 'not_found' } },
      });
    }
  });

  it('let a holder say which of two is theirs, cancel and look again', async () => {
    const { body } = await call<MyGuided>('holder', 'GET', '/self/guided');
    const path = `/self/guided/${body.enrolment?.id}`;
    expect((await call('holder', 'POST', `${path}/watch`)).body.state.kind).toBe('watching');
    bench.directory.addPasskey(HOLDER);
    const { id: methodId } = bench.directory.addPasskey(HOLDER);
    await look();
    const chosen = await call('holder', 'POST', `${path}/key`, { methodId });
    expect(chosen.body.state).toMatchObject({ kind: 'done', key: { id: methodId } });
    const second = await call('holder', 'POST', '/self/guided', { profileId: PROFILE });
    expect(second.status).toBe(201);
    const ended = await call('holder', 'POST', `/self/guided/${second.body.id}/cancel`);
    expect(ended.body.state).toEqual({ kind: 'ended', code: 'cancelled' });
    expect((await call<MyGuided>('holder', 'GET', '/self/guided')).body.enrolment).toEqual(
      ended.body,
    );
    bench.clock.now += 25 * 3_600_000;
    expect((await call<MyGuided>('holder', 'GET', '/self/guided')).body.enrolment).toBeNull();
  });

  it('let an operator begin for somebody beside them, who sees it too and can answer', async () => {
    const begun = await call('operator', 'POST', '/guided', {
      ...{ userId: HOLDER.toUpperCase(), profileId: PROFILE },
    });
    expect(begun).toMatchObject({ status: 201, body: { holder: { id: HOLDER } } });
    const path = `/guided/${begun.body.id}`;
    expect((await call('auditor', 'GET', path)).body).toEqual(begun.body);
    expect(await call('holder', 'GET', path)).toMatchObject({ status: 403 });
    for (const as of ['holder', 'auditor'] as const) {
      expect(await call(as, 'POST', `${path}/cancel`)).toMatchObject({ status: 403 });
    }
    expect((await call('operator', 'POST', `${path}/watch`)).body).toEqual(begun.body);
    const [one] = [bench.directory.addPasskey(HOLDER), bench.directory.addPasskey(HOLDER)];
    await look();
    const wrong = await call('operator', 'POST', `${path}/key`, { methodId: 'another' });
    expect(wrong).toMatchObject({ body: { code: 'request_invalid' } });
    const chosen = await call('holder', 'POST', `/self${path}/key`, { methodId: one.id });
    expect(chosen.body.state).toMatchObject({ kind: 'done', key: { id: one.id } });
    // A holder who answers is not the operator from then on.
    expect(await typesOf(bench, begun.body.id)).not.toContain('carriedOn');
    expect((await call('operator', 'POST', `${path}/cancel`)).body).toEqual(chosen.body);
  });

  it('refuse who may not enrol anybody, and a profile that does not accept the way', async () => {
    const body = { userId: OTHER, profileId: PROFILE };
    expect(await call('holder', 'POST', '/guided', body)).toMatchObject({ status: 403 });
    expect(await call('auditor', 'POST', '/guided', body)).toMatchObject({ status: 403 });
    const refused = await call('other', 'POST', '/self/guided', { profileId: 'new-colleague' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'way_not_accepted' } });
  });
});
