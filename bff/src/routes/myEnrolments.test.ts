import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTOR, runToRest } from '#bff/enrolment/testBench.ts';
import { CONTEXT, createOwnPerson, enrolmentIn, type OwnPerson } from './testOwnPerson.ts';

let me: OwnPerson;

beforeAll(async () => {
  me = await createOwnPerson();
});
afterAll(() => me.bench.close());
beforeEach(() => me.begin());

const stateOf = async (id: string) => (await me.seen(id))?.state;
const secondsNow = () => Math.floor(me.bench.clock.now / 1000);

describe('what waits for somebody who was invited', () => {
  it('is told to them, and where they stand moves on with it', async () => {
    expect(await me.call('GET', '/invitation')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    const { id } = await me.invite({ message: 'Welcome', expectedSerial: '4711' });
    me.signIn({ acrs: [] });
    expect((await me.call('GET', '/invitation')).status).toBe(401);
    expect(await stateOf(id)).toBe('opened');
    me.signIn({});
    expect((await me.call('GET', '/invitation')).body).toMatchObject({
      state: 'signedIn',
      profile: { name: 'New colleague' },
      pin: 'drawn',
      expectedSerial: '4711',
      message: 'Welcome',
      enrolmentId: null,
    });
    await me.service.cancel(id, ACTOR);
    expect((await me.call('GET', '/invitation')).body).toMatchObject({ state: 'cancelled' });
    const refused = await me.start(me.newKey());
    expect(refused).toMatchObject({ status: 409, body: { code: 'invitation_over' } });
  });

  it.each([
    ['signed in too long ago', () => ({ authTime: secondsNow() - 601 })],
    ['without the authentication context', () => ({ acrs: ['c1'] })],
    ['signed in in the future', () => ({ authTime: secondsNow() + 120 })],
  ])('is refused with a claims challenge to a token %s', async (_, change) => {
    await me.invite();
    me.signIn(change());
    for (const answer of [await me.call('GET', '/invitation'), await me.start(me.newKey())]) {
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
    await me.invite();
    me.signIn({ authTime: null });
    expect((await me.call('GET', '/invitation')).status).toBe(403);
  });
});

describe('an enrolment of one’s own', () => {
  it('goes from the start to its end, and takes the pass along', async () => {
    const { id } = await me.invite();
    const key = me.newKey();
    const first = await me.start(key);
    expect(first.status).toBe(201);
    expect(enrolmentIn(first)).toMatchObject({ operatorId: me.holder, holder: { id: me.holder } });
    expect(await stateOf(id)).toBe('keySeen');
    expect(me.passes.live.has(me.holder)).toBe(true);
    const { enrolment } = await runToRest(me.bench, key, enrolmentIn(first), me.enrolments);
    expect(enrolment.action.kind).toBe('done');
    expect(await stateOf(id)).toBe('enrolled');
    expect(me.passes.live.has(me.holder)).toBe(false);
    const pins = await me.call('GET', '/keys');
    expect(pins.body).toMatchObject({ pins: [{ state: 'waiting' }] });
  });

  it('is for the key that the invitation names, at the start and after it', async () => {
    const right = me.newKey();
    await me.invite({ expectedSerial: right.plugged().observation.identity.serial });
    const refused = await me.start(me.newKey());
    expect(refused).toMatchObject({ status: 409, body: { code: 'key_not_expected' } });
    const rows = await me.bench.database.sql('select id from enrolments where holder_id = $1', [
      me.holder,
    ]);
    expect(rows).toEqual([]);
    me.begin();
    await me.invite({ expectedAaguid: '00000000-0000-4000-8000-000000000000' });
    expect(await me.start(me.newKey())).toMatchObject({ body: { code: 'key_not_expected' } });
  });

  it('is one at a time, and given again to who asks again', async () => {
    await me.invite();
    const key = me.newKey();
    const [first, second] = await Promise.all([me.start(key), me.start(key)]);
    expect(enrolmentIn(first).id).toBe(enrolmentIn(second).id);
    expect((await me.call('GET', '/invitation')).body).toMatchObject({
      enrolmentId: enrolmentIn(first).id,
    });
  });

  it('is started five times an hour, whatever came of it', async () => {
    const right = me.newKey();
    await me.invite({ expectedSerial: right.plugged().observation.identity.serial });
    for (let turn = 0; turn < 5; turn += 1) {
      expect((await me.start(me.newKey())).body).toMatchObject({ code: 'key_not_expected' });
    }
    const limited = await me.start(right);
    expect(limited).toMatchObject({ status: 429, body: { code: 'starts_limited' } });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(3_500);
    me.bench.clock.now += 3_600_001;
    me.signIn({});
    expect((await me.start(right)).status).toBe(201);
  });

  it('is not to be had without an invitation, nor where an operator has one open', async () => {
    expect(await me.start(me.newKey())).toMatchObject({ status: 404 });
    await me.invite();
    await me.bench.start(me.holder, me.newKey());
    expect(await me.start(me.newKey())).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('reaches no enrolment that somebody else began or carried on', async () => {
    const theirs = await me.bench.start(me.bench.newHolder(), me.newKey());
    const ofMine = await me.bench.start(me.holder, me.newKey());
    for (const id of [theirs.id, ofMine.id]) {
      for (const answer of [
        await me.call('GET', `/enrolments/${id}`),
        await me.call('POST', `/enrolments/${id}/cancel`, { keyIsLost: true }),
        await me.call('POST', `/enrolments/${id}/events`, { seq: 2, event: { type: 'pinSet' } }),
      ]) {
        expect(answer).toMatchObject({ status: 403, body: { code: 'session_forbidden' } });
      }
    }
    await me.bench.enrolments.cancel(ofMine.id, { keyIsLost: true }, ACTOR);
    const { id: invitationId } = await me.invite();
    const key = me.newKey();
    const own = enrolmentIn(await me.start(key));
    await me.service.cancel(invitationId, ACTOR);
    expect((await me.call('GET', `/enrolments/${own.id}`)).status).toBe(403);
  });

  it('calls a key with a passkey of the person’s own what it is: theirs already', async () => {
    const key = me.newKey();
    await me.invite({ profileId: 'replacement' });
    const passkey = me.bench.directory.addPasskey(me.holder, { id: 'AAAAAAAAAAAAAAAAAAAAAA2' });
    const plugged = key.plugged();
    const observation = { ...plugged.observation, hasPin: true, holds: ['AAAAAAAAAAAAAAAAAAAAAA'] };
    let enrolment = enrolmentIn(
      await me.call('POST', '/enrolments', { key: { ...plugged, observation } }),
    );
    if (enrolment.action.kind === 'readKey') {
      const { seq } = enrolment;
      const seen = { seq, event: { type: 'keySeen' }, key: { ...plugged, observation } };
      enrolment = enrolmentIn(await me.call('POST', `/enrolments/${enrolment.id}/events`, seen));
    }
    expect(passkey.id).toContain('AAAA');
    expect(enrolment.action).toMatchObject({ kind: 'useAnotherKey', code: 'passkey_exists' });
  });
});
