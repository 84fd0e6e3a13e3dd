import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, OPERATOR, runToRest, type TestBench } from '#bff/enrolment/testBench.ts';
import { testCaller } from '#bff/testDeps.ts';
import type { ProfileEntry, ProfileHistory, ProfileVersion } from '#shared/api/index.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { type ProfileContent, profileContent } from '#shared/enrolment/profile.ts';
import { callsOf } from './testCalls.ts';

const ADMIN = '77777777-7777-4777-8777-777777777777';
const callers = {
  admin: testCaller({ id: ADMIN, roles: ['Admin'], displayName: 'Adele Vance' }),
  other: testCaller({ id: '78787878-7777-4777-8777-777777777777', roles: ['Admin'] }),
  operator: testCaller({ id: OPERATOR }),
  auditor: testCaller({ id: '55555555-5555-4555-8555-555555555555', roles: ['Auditor'] }),
  holder: testCaller({ id: '66666666-6666-4666-8666-666666666666', roles: [] }),
};

const [FIRST] = BUILT_IN_PROFILES;
if (FIRST === undefined) throw new TypeError('There is no profile to begin with.');
const TEMPLATE = profileContent(FIRST);
const RANDOM = {
  source: 'random',
  length: 8,
  alphabet: 'digits',
  disclosure: 'holderOnly',
} as const;

describe('the routes of profiles', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    bench = await createTestBench();
    app = createApp(benchDeps(bench, callers));
  });
  afterAll(() => bench.close());

  const call = callsOf<keyof typeof callers>(() => app, '/api/profiles');

  const contentOf = (change: Partial<ProfileContent>): ProfileContent => ({
    ...TEMPLATE,
    ...change,
  });
  const create = async (change: Partial<ProfileContent>) => {
    const body = { profile: contentOf(change) };
    return (await call<ProfileVersion>('admin', 'POST', '', body)).body.profile;
  };
  const edit = (id: string, basedOn: number, change: Partial<ProfileContent>) =>
    call('admin', 'POST', `/${id}/versions`, { basedOn, profile: contentOf(change) });
  const history = async (id: string) =>
    (await call<ProfileHistory>('auditor', 'GET', `/${id}`)).body;
  const records = async (action: string) =>
    (await bench.parts.store.read(readAuditLog)).filter((record) => record.action === action);

  it('add a profile that an enrolment can begin with at once', async () => {
    const { id, version } = await create({ name: 'Lobby', minPinLength: 8 });
    expect(version).toBe(1);
    const { body } = await call<{ profiles: unknown[] }>('operator', 'GET', '');
    expect(body.profiles).toContainEqual({
      ...contentOf({ name: 'Lobby', minPinLength: 8 }),
      id,
      version,
    });
    const key = bench.newKey();
    await runToRest(bench, key, await bench.start(bench.newHolder(), key, id));
    expect(key.minPinLength).toBe(8);
  });

  it('write every change as a version of its own, with who made it', async () => {
    const { id } = await create({ name: 'Warehouse' });
    expect(await edit(id, 1, { name: 'Warehouse', alwaysUv: true })).toMatchObject({
      status: 201,
      body: { profile: { id, version: 2, alwaysUv: true }, state: 'current' },
    });
    expect((await history(id)).versions).toMatchObject([
      {
        profile: { version: 2, alwaysUv: true },
        changedBy: { id: ADMIN, displayName: 'Adele Vance' },
      },
      { profile: { version: 1, alwaysUv: false } },
    ]);
  });

  it('let an enrolment keep the version that it began with', async () => {
    const { id } = await create({ name: 'Kept', minPinLength: 6 });
    const key = bench.newKey();
    const holder = bench.newHolder();
    const opened = await bench.start(holder, key, id);
    await edit(id, 1, { name: 'Kept', minPinLength: 8 });
    await call('admin', 'POST', `/${id}/retire`, { basedOn: 2 });
    const again = await bench.start(holder, key, id);
    expect(again).toMatchObject({ id: opened.id, profile: { id, version: 1, minPinLength: 6 } });
    await runToRest(bench, key, again);
    expect(key.minPinLength).toBe(6);
    expect((await history(id)).enrolments).toEqual({ open: 0, total: 1 });
  });

  it('refuse an edit of a version that somebody else has replaced, and keep theirs', async () => {
    const { id } = await create({ name: 'Two at once' });
    const theirs = { basedOn: 1, profile: contentOf({ name: 'Theirs' }) };
    await call('other', 'POST', `/${id}/versions`, theirs);
    expect(await edit(id, 1, { name: 'Ours' })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect(await call('admin', 'POST', `/${id}/retire`, { basedOn: 1 })).toMatchObject({
      status: 409,
    });
    expect((await history(id)).versions[0]).toMatchObject({ profile: { name: 'Theirs' } });
  });

  it('let one of many edits at the same moment win', async () => {
    const { id } = await create({ name: 'Crowded' });
    const answers = await Promise.all(
      [6, 7, 8, 9, 10].map((length) =>
        edit(id, 1, { name: 'Crowded', pin: { ...RANDOM, length }, minPinLength: 6 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      201, 409, 409, 409, 409,
    ]);
    expect((await history(id)).versions).toHaveLength(2);
  });

  it('begin nothing with a retired profile, until it is edited and so comes back', async () => {
    const { id } = await create({ name: 'Last year' });
    await call('admin', 'POST', `/${id}/retire`, { basedOn: 1 });
    await expect(bench.start(bench.newHolder(), undefined, id)).rejects.toMatchObject({
      code: 'profile_retired',
    });
    const { body } = await call<{ profiles: ProfileEntry[] }>('operator', 'GET', '/all');
    expect(body.profiles.find(({ profile }) => profile.id === id)).toMatchObject({
      state: 'retired',
      profile: { version: 2, name: 'Last year' },
      enrolments: { open: 0, total: 0 },
    });
    expect(await call('admin', 'POST', `/${id}/retire`, { basedOn: 2 })).toMatchObject({
      status: 409,
    });
    expect(await edit(id, 2, { name: 'Last year' })).toMatchObject({ status: 201 });
    expect(await bench.start(bench.newHolder(), undefined, id)).toMatchObject({
      profile: { version: 3 },
    });
  });

  it('let built-in profiles be edited and retired like any other', async () => {
    expect((await history('keep-pin')).versions).toMatchObject([
      { profile: { version: 1 }, changedBy: null },
    ]);
    expect(await call('admin', 'POST', '/keep-pin/retire', { basedOn: 1 })).toMatchObject({
      status: 200,
      body: { state: 'retired', profile: { version: 2 } },
    });
    await expect(bench.start(bench.newHolder(), undefined, 'keep-pin')).rejects.toMatchObject({
      code: 'profile_retired',
    });
  });

  it('give no name twice, but that of a retired profile again', async () => {
    const { id } = await create({ name: 'Only one' });
    const body = { profile: contentOf({ name: ' only ONE' }) };
    expect(await call('admin', 'POST', '', body)).toMatchObject({
      status: 409,
      body: { code: 'profile_name_taken' },
    });
    expect(await edit(id, 1, { name: 'Only one', alwaysUv: true })).toMatchObject({ status: 201 });
    await call('admin', 'POST', `/${id}/retire`, { basedOn: 2 });
    expect(await call('admin', 'POST', '', body)).toMatchObject({ status: 201 });
    expect(await edit(id, 3, { name: 'Only one' })).toMatchObject({ status: 409 });
  });

  it('name the members that contradict each other, and repeat no value', async () => {
    const profile = contentOf({
      name: 'Contradiction-4711',
      forcePinChange: false,
      pin: { ...RANDOM, disclosure: 'operatorOnce' },
      minPinLength: 9,
    });
    const refused = await call('admin', 'POST', '', { profile });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        code: 'request_invalid',
        errors: [
          { path: 'json.profile.pin', message: 'pin_shorter_than_minimum' },
          { path: 'json.profile.pin', message: 'disclosed_pin_is_kept' },
        ],
      },
    });
    expect(JSON.stringify(refused.body)).not.toContain('4711');
  });

  it.each([
    ['a member that no profile has', { profile: { ...TEMPLATE, name: 'x', id: 'mine' } }],
    [
      'a typed PIN with a length',
      { profile: { ...TEMPLATE, pin: { source: 'existing', length: 6 } } },
    ],
    ['half a profile', { profile: { name: 'x' } }],
    ['nothing', {}],
  ])('refuse %s', async (_what, body) => {
    expect(await call('admin', 'POST', '', body)).toMatchObject({
      status: 400,
      body: { code: 'request_invalid' },
    });
  });

  it('are for admins to write, for staff to read, and for holders not at all', async () => {
    const body = { profile: contentOf({ name: 'Not mine' }) };
    for (const who of ['operator', 'auditor', 'holder'] as const) {
      expect((await call(who, 'POST', '', body)).status).toBe(403);
      const change = { basedOn: 1, ...body };
      expect((await call(who, 'POST', '/replacement/versions', change)).status).toBe(403);
      expect((await call(who, 'POST', '/replacement/retire', { basedOn: 1 })).status).toBe(403);
      const status = who === 'holder' ? 403 : 200;
      for (const path of ['', '/all', '/replacement']) {
        expect((await call(who, 'GET', path)).status).toBe(status);
      }
    }
  });

  it('know no profile by an id that nobody gave', async () => {
    const missing = `/${randomUUID()}`;
    expect(await call('admin', 'GET', missing)).toMatchObject({ status: 404 });
    expect(await edit(missing.slice(1), 1, {})).toMatchObject({ status: 404 });
    expect(await call('admin', 'GET', '/Any_Thing')).toMatchObject({ status: 400 });
  });

  it('leave an intent and an outcome of every try in the audit', async () => {
    const { id } = await create({ name: 'On record' });
    await edit(id, 1, { name: 'On record', alwaysUv: true });
    await edit(id, 1, { name: 'On record' });
    await call('admin', 'POST', `/${id}/retire`, { basedOn: 2 });
    const about = async (action: string) =>
      (await records(action))
        .filter(({ detail }) => detail.profileId === id)
        .map(({ phase, result, actorId, detail }) => [phase, result, actorId, detail.version]);
    expect(await about('createProfile')).toEqual([
      ['intent', null, ADMIN, undefined],
      ['outcome', 'ok', ADMIN, 1],
    ]);
    expect(await about('editProfile')).toEqual([
      ['intent', null, ADMIN, undefined],
      ['outcome', 'ok', ADMIN, 2],
      ['intent', null, ADMIN, undefined],
      ['outcome', 'conflict', ADMIN, undefined],
    ]);
    expect(await about('retireProfile')).toEqual([
      ['intent', null, ADMIN, undefined],
      ['outcome', 'ok', ADMIN, 3],
    ]);
  });
});
