import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTOR, performOnPage, runToRest, typesOf } from '#bff/enrolment/testBench.ts';
import type { TestKey } from '#bff/enrolment/testKey.ts';
import { tidyInvitations } from '#bff/invitations/tidyInvitations.ts';
import type { Enrolment } from '#shared/api/index.ts';
import { createOwnPerson, enrolmentIn, type OwnPerson } from './testOwnPerson.ts';

// What goes wrong for somebody who sets their own key up: each time they learn what and can go on, nothing is lost, and
// operators see where it stopped.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const AGAIN = { pass: {}, replacePass: true };

let me: OwnPerson;

beforeAll(async () => {
  me = await createOwnPerson();
});
afterAll(() => me.bench.close());
beforeEach(() => me.begin());

/** To the key's end, by the routes about oneself. */
const finish = async (key: TestKey, from: Enrolment) =>
  (await runToRest(me.bench, key, from, me.enrolments)).enrolment;

/** From the start to the end with a key that is good: whatever happened before, that still works. */
async function enrolsAfterAll(id: string): Promise<void> {
  const key = me.newKey();
  const started = await me.start(key);
  expect(started.status).toBe(201);
  expect((await finish(key, enrolmentIn(started))).action).toEqual({ kind: 'done' });
  expect(await me.seen(id)).toMatchObject({ state: 'enrolled', stoppedBy: null });
  expect(me.passes.live.has(me.holder)).toBe(false);
}

describe('an access pass', () => {
  it.each([
    ['that has expired', 61 * MINUTE],
    ['that was used already, or typed wrongly until its time was over', 2 * DAY],
  ])('%s leaves the invitation as it was, and another one opens it', async (_, laterMs) => {
    const { id } = await me.invite();
    me.bench.clock.now += laterMs;
    await tidyInvitations(me.parts);
    expect(await me.seen(id)).toMatchObject({ state: 'invited', pass: { state: 'over' } });
    const again = await me.service.issueAgain(id, AGAIN, ACTOR);
    expect(again).toMatchObject({ state: 'invited', pass: { state: 'toShow' } });
    me.signIn();
    await enrolsAfterAll(id);
  });

  it('that is not valid yet says from when it is', async () => {
    const startsAt = new Date(me.bench.clock.now + DAY).toISOString();
    const { id } = await me.invite({ pass: { startsAt } });
    expect(await me.seen(id)).toMatchObject({ state: 'invited', pass: { startsAt } });
  });

  it('that is replaced while its person enrols keeps them from nothing, and the new one goes with the key', async () => {
    const { id } = await me.invite();
    const first = me.passes.live.get(me.holder)?.id;
    const key = me.newKey();
    const started = enrolmentIn(await me.start(key));
    await me.service.issueAgain(id, AGAIN, ACTOR);
    const second = me.passes.live.get(me.holder)?.id;
    expect(second).not.toBe(first);
    expect((await finish(key, started)).action).toEqual({ kind: 'done' });
    expect(me.passes.live.has(me.holder)).toBe(false);
    expect(await me.seen(id)).toMatchObject({ state: 'enrolled', pass: { state: 'over' } });
  });
});

describe('an invitation', () => {
  it('that somebody else opens tells them nothing, and does not move', async () => {
    const { id } = await me.invite();
    const invited = me.holder;
    me.begin();
    expect(await me.call('GET', '/invitation')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect(await me.start(me.newKey())).toMatchObject({ status: 404 });
    expect(await me.seen(id)).toMatchObject({ state: 'invited', person: { id: invited } });
  });

  it('that is opened twice, and on two devices, is one enrolment that goes on at either', async () => {
    const { id } = await me.invite();
    const key = me.newKey();
    const here = enrolmentIn(await me.start(key));
    const { body } = await me.call('GET', '/invitation');
    expect(body).toMatchObject({ enrolmentId: here.id, enrolmentWay: 'webhid' });
    const there = enrolmentIn(await me.call('GET', `/enrolments/${here.id}`));
    expect(there.seq).toBe(here.seq);
    const session = key.session;
    key.replug();
    const read = await performOnPage(me.bench, me.enrolments, key, there);
    await performOnPage(me.bench, me.enrolments, key, read);
    const late = { seq: here.seq, keySession: session, event: { type: 'pinSet' } };
    expect(await me.call('POST', `/enrolments/${here.id}/events`, late)).toMatchObject({
      status: 409,
      body: { code: 'stale_step' },
    });
    const now = enrolmentIn(await me.call('GET', `/enrolments/${here.id}`));
    expect((await finish(key, now)).action).toEqual({ kind: 'done' });
    expect(await me.seen(id)).toMatchObject({ state: 'enrolled' });
  });

  it('whose tab is closed half-way and opened tomorrow goes on where it was, with another pass', async () => {
    const { id } = await me.invite();
    const key = me.newKey();
    let half = enrolmentIn(await me.start(key));
    while (half.action.kind !== 'makeCredential') {
      half = await performOnPage(me.bench, me.enrolments, key, half);
    }
    const authTime = Math.floor(me.bench.clock.now / 1000);
    me.bench.clock.now += DAY;
    await tidyInvitations(me.parts);
    me.signIn({ authTime });
    expect(await me.call('GET', '/invitation')).toMatchObject({
      status: 401,
      body: { code: 'session_step_up' },
    });
    expect(await me.seen(id)).toMatchObject({ state: 'keySeen', pass: { state: 'over' } });
    await me.service.issueAgain(id, AGAIN, ACTOR);
    me.signIn();
    key.replug();
    const { body } = await me.call('GET', '/invitation');
    expect(body).toMatchObject({ state: 'keySeen', enrolmentId: half.id });
    const again = enrolmentIn(await me.call('GET', `/enrolments/${half.id}`));
    expect((await finish(key, again)).action).toEqual({ kind: 'done' });
    expect((await typesOf(me.bench, half.id)).filter((type) => type === 'pinSet')).toHaveLength(1);
    expect(await me.seen(id)).toMatchObject({ state: 'enrolled', stoppedBy: null });
  });

  it('whose claims challenge is refused stays open, and shows that its person came no further', async () => {
    const { id } = await me.invite();
    me.signIn({ acrs: [] });
    for (const answer of [await me.call('GET', '/invitation'), await me.start(me.newKey())]) {
      expect(answer).toMatchObject({ status: 401, body: { code: 'session_not_fresh' } });
    }
    expect(await me.seen(id)).toMatchObject({ state: 'opened', reached: 'opened' });
    me.signIn();
    await enrolsAfterAll(id);
  });

  it('that ends says how far its person got', async () => {
    const { id } = await me.invite();
    await me.call('GET', '/invitation');
    await me.service.cancel(id, ACTOR);
    expect(await me.seen(id)).toMatchObject({ state: 'cancelled', reached: 'signedIn' });
  });
});

describe('a key', () => {
  /** What the page shows, and operators see. */
  async function isRefused(id: string, key: TestKey, code: string): Promise<Enrolment> {
    const started = enrolmentIn(await me.start(key));
    const asked = await performOnPage(me.bench, me.enrolments, key, started);
    expect(asked.action).toEqual({ kind: 'useAnotherKey', code });
    expect(await me.seen(id)).toMatchObject({ state: 'keySeen', stoppedBy: code });
    return asked;
  }

  async function takesAnother(id: string, from: Enrolment): Promise<void> {
    const other = me.newKey();
    const seen = { seq: from.seq, event: { type: 'keySeen' }, key: other.plugged() };
    const next = await me.call('POST', `/enrolments/${from.id}/events`, seen);
    expect((await finish(other, enrolmentIn(next))).action).toEqual({ kind: 'done' });
    expect(await me.seen(id)).toMatchObject({ state: 'enrolled', stoppedBy: null });
  }

  it('that is somebody else’s already is left as it is, and another one taken', async () => {
    const key = me.newKey();
    await runToRest(me.bench, key, await me.bench.start(me.bench.newHolder(), key));
    const before = { pin: key.pin, held: key.credentialIds() };
    const { id } = await me.invite();
    const asked = await isRefused(id, key, 'key_in_use_elsewhere');
    expect({ pin: key.pin, held: key.credentialIds() }).toEqual(before);
    await takesAnother(id, asked);
  });

  it('with a PIN that nobody knows is erased with consent', async () => {
    const key = me.newKey({ pin: '271828' });
    const { id } = await me.invite();
    let next = enrolmentIn(await me.start(key));
    if (next.action.kind === 'readKey') {
      next = await performOnPage(me.bench, me.enrolments, key, next);
    }
    expect(next.action.kind).toBe('confirmReset');
    expect(key.pin).toBe('271828');
    expect(await me.seen(id)).toMatchObject({ state: 'keySeen' });
    expect((await finish(key, next)).action).toEqual({ kind: 'done' });
    expect(key.pin).not.toBe('271828');
    expect(await me.seen(id)).toMatchObject({ state: 'enrolled' });
  });

  it('with a PIN that nobody knows gives way to another one, and keeps all that is on it', async () => {
    const profileId = 'like-the-yubico-scripts';
    const key = me.newKey({ pin: '271828' });
    const { id } = await me.invite();
    const row =
      'update invitations set profile = (select profile from profiles where id = $2) where id = $1';
    await me.bench.database.sql(row, [id, profileId]);
    const asked = await isRefused(id, key, 'key_pin_unknown');
    expect(key.pin).toBe('271828');
    await takesAnother(id, asked);
  });

  it('whose model the policy forbids is left as it is until another one comes', async () => {
    const { id } = await me.invite();
    me.bench.directory.modelProblem = 'model_not_allowed';
    const key = me.newKey();
    const asked = await isRefused(id, key, 'model_not_allowed');
    expect(key.pin).toBeNull();
    me.bench.directory.modelProblem = null;
    await takesAnother(id, asked);
  });

  it('that the invitation does not mean is refused with no word to Entra, and operators see that', async () => {
    const right = me.newKey();
    const expectedSerial = right.plugged().observation.identity.serial;
    const { id } = await me.invite({ expectedSerial });
    await me.start(me.newKey());
    expect(await me.seen(id)).toMatchObject({ state: 'invited', stoppedBy: 'key_not_expected' });
    const started = enrolmentIn(await me.start(right));
    expect(await me.seen(id)).toMatchObject({ state: 'keySeen', stoppedBy: null });
    expect((await finish(right, started)).action).toEqual({ kind: 'done' });
  });
});

describe('an account that is switched off meanwhile', () => {
  const switchTo = (enabled: boolean) => {
    const person = me.bench.directory.people.get(me.holder);
    if (person === undefined) throw new TypeError('nobody is invited');
    me.bench.directory.people.set(me.holder, { ...person, enabled });
  };

  it('begins nothing, and is told why', async () => {
    const { id } = await me.invite();
    switchTo(false);
    expect(await me.start(me.newKey())).toMatchObject({ body: { code: 'user_disabled' } });
    expect(await me.seen(id)).toMatchObject({ state: 'invited', stoppedBy: 'user_disabled' });
    switchTo(true);
    await enrolsAfterAll(id);
  });

  it('gets no key that was being made, and begins anew once it is back', async () => {
    const { id } = await me.invite();
    const key = me.newKey();
    let half = enrolmentIn(await me.start(key));
    while (half.action.kind !== 'makeCredential') {
      half = await performOnPage(me.bench, me.enrolments, key, half);
    }
    switchTo(false);
    const posted = me.bench.directory.posted.length;
    const ended = await finish(key, half);
    expect(ended.action).toMatchObject({ kind: 'rolledBack', code: 'user_disabled' });
    expect(me.bench.directory.posted).toHaveLength(posted);
    expect(key.credentialIds()).toEqual([]);
    expect(await me.seen(id)).toMatchObject({ state: 'keySeen', stoppedBy: 'user_disabled' });
    switchTo(true);
    await enrolsAfterAll(id);
  });
});
