import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import type { Caller } from '#bff/auth/caller.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { ACTOR, createTestBench, runToRest, type TestBench } from '#bff/enrolment/testBench.ts';
import { TestKey } from '#bff/enrolment/testKey.ts';
import type { InvitationParts } from '#bff/invitations/invitationParts.ts';
import {
  createInvitationService,
  type InvitationService,
} from '#bff/invitations/invitationService.ts';
import {
  invitationPartsOf,
  inviteBody,
  TestAccessPasses,
} from '#bff/invitations/testInvitations.ts';
import { testCaller } from '#bff/testDeps.ts';
import type { Enrolment, Invite } from '#shared/api/index.ts';

const CONTEXT = 'c3';
const callers: Record<string, Caller> = {};

let bench: TestBench;
let passes: TestAccessPasses;
let parts: InvitationParts;
let service: InvitationService;
let app: ReturnType<typeof createApp>;
let holder: string;
let serial = 70_000;

beforeAll(async () => {
  bench = await createTestBench();
  passes = new TestAccessPasses(bench);
  parts = invitationPartsOf(bench, passes);
  service = createInvitationService(parts);
  const deps = benchDeps(bench, callers, parts);
  const ownSignIn = { maximumAgeSeconds: 600, context: CONTEXT };
  app = createApp({ ...deps, config: { ...deps.config, ownSignIn } });
});
afterAll(() => bench.close());
beforeEach(() => {
  holder = bench.newHolder();
  signIn({});
});

/** The person's token: fresh and strong, unless said otherwise. */
function signIn(change: Partial<Caller>) {
  const seconds = Math.floor(bench.clock.now / 1000);
  callers['me'] = testCaller({
    ...{ id: holder, roles: [], authTime: seconds - 60, acrs: [CONTEXT], issuedAt: seconds },
    ...change,
  });
}

const invite = (change: Partial<Invite> = {}) =>
  service.invite(inviteBody(bench, holder, change), ACTOR);

async function call(method: 'GET' | 'POST', path: string, body?: unknown) {
  const answer = await app.request(`/api/me${path}`, {
    method,
    headers: {
      authorization: 'Bearer me',
      'idempotency-key': randomUUID(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const json: unknown = await answer.json();
  return { status: answer.status, body: json as Record<string, unknown>, headers: answer.headers };
}

const newKey = () => {
  serial += 1;
  return new TestKey({ serial: String(serial) });
};
const start = (key: TestKey) => call('POST', '/enrolments', { key: key.plugged() });
const enrolmentIn = (answer: { body: unknown }) => answer.body as Enrolment;
const stateOf = async (id: string) =>
  (await service.list()).invitations.find((one) => one.id === id)?.state;

/** The enrolment service as the person reaches it: over the routes about oneself. */
function ownService(): TestBench['enrolments'] {
  const send = async (path: string, body: unknown) => {
    const answer = await call('POST', `/enrolments/${path}`, body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body as never;
  };
  return {
    ...bench.enrolments,
    report: (id, body) => send(`${id}/events`, body),
    authenticate: (id, body) => send(`${id}/pin-auth`, body),
  };
}

describe('what waits for somebody who was invited', () => {
  it('is told to them, and where they stand moves on with it', async () => {
    expect(await call('GET', '/invitation')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    const { id } = await invite({ message: 'Welcome', expectedSerial: '4711' });
    signIn({ acrs: [] });
    expect((await call('GET', '/invitation')).status).toBe(401);
    expect(await stateOf(id)).toBe('opened');
    signIn({});
    expect((await call('GET', '/invitation')).body).toMatchObject({
      state: 'signedIn',
      profile: { name: 'New colleague' },
      pin: 'drawn',
      expectedSerial: '4711',
      message: 'Welcome',
      enrolmentId: null,
    });
    await service.cancel(id, ACTOR);
    expect((await call('GET', '/invitation')).body).toMatchObject({ state: 'cancelled' });
    const refused = await start(newKey());
    expect(refused).toMatchObject({ status: 409, body: { code: 'invitation_over' } });
  });

  it.each([
    ['signed in too long ago', () => ({ authTime: Math.floor(bench.clock.now / 1000) - 601 })],
    ['without the authentication context', () => ({ acrs: ['c1'] })],
    ['signed in in the future', () => ({ authTime: Math.floor(bench.clock.now / 1000) + 120 })],
  ])('is refused with a claims challenge to a token %s', async (_, change) => {
    await invite();
    signIn(change());
    for (const answer of [await call('GET', '/invitation'), await start(newKey())]) {
      expect(answer).toMatchObject({ status: 401, body: { code: 'session_not_fresh' } });
      const header = answer.headers.get('www-authenticate') ?? '';
      expect(header).toContain('error="insufficient_claims"');
      const claims = /claims="([^"]+)"/.exec(header)?.[1] ?? '';
      expect(JSON.parse(Buffer.from(claims, 'base64').toString())).toEqual({
        access_token: { acrs: { essential: true, value: CONTEXT } },
      });
    }
  });

  it('is refused for good to a token that does not say when its person signed in', async () => {
    await invite();
    signIn({ authTime: null });
    expect((await call('GET', '/invitation')).status).toBe(403);
  });
});

describe('an enrolment of one’s own', () => {
  it('goes from the start to its end, and takes the pass along', async () => {
    const { id } = await invite();
    const key = newKey();
    const first = await start(key);
    expect(first.status).toBe(201);
    expect(enrolmentIn(first)).toMatchObject({ operatorId: holder, holder: { id: holder } });
    expect(await stateOf(id)).toBe('keySeen');
    expect(passes.live.has(holder)).toBe(true);
    const { enrolment } = await runToRest(bench, key, enrolmentIn(first), ownService());
    expect(enrolment.action.kind).toBe('done');
    expect(await stateOf(id)).toBe('enrolled');
    expect(passes.live.has(holder)).toBe(false);
    const pins = await call('GET', '/keys');
    expect(pins.body).toMatchObject({ pins: [{ state: 'waiting' }] });
  });

  it('is for the key that the invitation names, at the start and after it', async () => {
    const right = newKey();
    await invite({ expectedSerial: right.plugged().observation.identity.serial });
    const refused = await start(newKey());
    expect(refused).toMatchObject({ status: 409, body: { code: 'key_not_expected' } });
    const rows = await bench.database.sql('select id from enrolments where holder_id = $1', [
      holder,
    ]);
    expect(rows).toEqual([]);
    const other = bench.newHolder();
    holder = other;
    signIn({});
    await invite({ expectedAaguid: '00000000-0000-4000-8000-000000000000' });
    expect(await start(newKey())).toMatchObject({ body: { code: 'key_not_expected' } });
  });

  it('is one at a time, and given again to who asks again', async () => {
    await invite();
    const key = newKey();
    const [first, second] = await Promise.all([start(key), start(key)]);
    expect(enrolmentIn(first).id).toBe(enrolmentIn(second).id);
    expect((await call('GET', '/invitation')).body).toMatchObject({
      enrolmentId: enrolmentIn(first).id,
    });
  });

  it('is started five times an hour, whatever came of it', async () => {
    const right = newKey();
    await invite({ expectedSerial: right.plugged().observation.identity.serial });
    for (let turn = 0; turn < 5; turn += 1) {
      expect((await start(newKey())).body).toMatchObject({ code: 'key_not_expected' });
    }
    const limited = await start(right);
    expect(limited).toMatchObject({ status: 429, body: { code: 'starts_limited' } });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(3_500);
    bench.clock.now += 3_600_001;
    signIn({});
    expect((await start(right)).status).toBe(201);
  });

  it('is not to be had without an invitation, nor where an operator has one open', async () => {
    expect(await start(newKey())).toMatchObject({ status: 404 });
    await invite();
    await bench.start(holder, newKey());
    expect(await start(newKey())).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('reaches no enrolment that somebody else began or carried on', async () => {
    const theirs = await bench.start(bench.newHolder(), newKey());
    const ofMine = await bench.start(holder, newKey());
    for (const id of [theirs.id, ofMine.id]) {
      for (const answer of [
        await call('GET', `/enrolments/${id}`),
        await call('POST', `/enrolments/${id}/cancel`, { keyIsLost: true }),
        await call('POST', `/enrolments/${id}/events`, { seq: 2, event: { type: 'pinSet' } }),
      ]) {
        expect(answer).toMatchObject({ status: 403, body: { code: 'session_forbidden' } });
      }
    }
    await bench.enrolments.cancel(ofMine.id, { keyIsLost: true }, ACTOR);
    const { id: invitationId } = await invite();
    const key = newKey();
    const own = enrolmentIn(await start(key));
    await service.cancel(invitationId, ACTOR);
    expect((await call('GET', `/enrolments/${own.id}`)).status).toBe(403);
  });

  it('calls a key with a passkey of the person’s own what it is: theirs already', async () => {
    const key = newKey();
    await invite({ profileId: 'replacement' });
    const passkey = bench.directory.addPasskey(holder, { id: 'AAAAAAAAAAAAAAAAAAAAAA2' });
    const plugged = key.plugged();
    const observation = { ...plugged.observation, hasPin: true, holds: ['AAAAAAAAAAAAAAAAAAAAAA'] };
    let enrolment = enrolmentIn(
      await call('POST', '/enrolments', { key: { ...plugged, observation } }),
    );
    if (enrolment.action.kind === 'readKey') {
      const { seq } = enrolment;
      const seen = { seq, event: { type: 'keySeen' }, key: { ...plugged, observation } };
      enrolment = enrolmentIn(await call('POST', `/enrolments/${enrolment.id}/events`, seen));
    }
    expect(passkey.id).toContain('AAAA');
    expect(enrolment.action).toMatchObject({ kind: 'useAnotherKey', code: 'passkey_exists' });
  });
});
