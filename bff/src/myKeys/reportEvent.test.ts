import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ACTOR,
  createTestBench,
  OPERATOR,
  runToRest,
  type TestBench,
} from '#bff/enrolment/testBench.ts';
import type { KeyEvent } from '#shared/api/index.ts';
import { keyHolderOf } from './testKeyHolder.ts';

let bench: TestBench;
let holder: ReturnType<typeof keyHolderOf>;

beforeAll(async () => {
  bench = await createTestBench();
  holder = keyHolderOf(bench);
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.directory.calm();
  await bench.database.sql('delete from suspensions', []);
  holder.arrive();
});

const eventsOf = async () =>
  (await holder.call('GET', '/me/key-events')).body as unknown as {
    events: KeyEvent[];
    reportsLeft: number;
  };
const newest = async () => (await eventsOf()).events[0]?.id ?? '';
const report = (eventId: string) => holder.call('POST', '/me/key-events/report', { eventId });
const suspended = async () => bench.database.sql('select operator_id from suspensions', []);

describe('what was done to somebody’s keys', () => {
  it('is there for them to see, with who did it', async () => {
    await holder.enrolled();
    expect(await eventsOf()).toMatchObject({
      events: [{ kind: 'bound', how: 'operator', byName: 'Omar Haddad', reportedAt: null }],
      reportsLeft: 3,
    });
    const mine = holder.methods();
    const key = bench.newKey();
    const body = { userId: holder.id, profileId: 'replacement', key: key.plugged() };
    const named = { ...ACTOR, displayName: 'Omar Haddad' };
    await runToRest(bench, key, await bench.enrolments.start(body, named));
    expect(holder.methods()).not.toContain(mine[0]);
    const { events } = await eventsOf();
    expect(events.map(({ kind, how }) => `${kind} ${how}`).sort()).toEqual([
      ...['bound operator', 'bound operator', 'removed replacement'],
    ]);
    expect(events.every(({ byName }) => byName === 'Omar Haddad')).toBe(true);
    const kinds = (await holder.notices()).filter(({ to }) => to === holder.id);
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['keyBound', 'keyBound', 'keyRemoved']);
  });

  it('is nobody else’s to see, and for 30 days', async () => {
    await holder.enrolled();
    const [first] = (await eventsOf()).events;
    const theirs = holder.id;
    holder.arrive();
    expect((await eventsOf()).events).toEqual([]);
    expect((await report(first?.id ?? '')).body).toMatchObject({ code: 'not_found' });
    holder.arrive(theirs);
    bench.clock.now += 30 * 24 * 3_600_000;
    holder.signIn({});
    expect((await eventsOf()).events).toEqual([]);
    expect(await report(first?.id ?? '')).toMatchObject({ status: 404 });
  });
});

describe('"This was not me"', () => {
  it('takes the key away, destroys its PIN, stops the operator, alerts, and is in the audit', async () => {
    const { enrolmentId } = await holder.enrolled();
    expect((await report(await newest())).body).toEqual({
      ...{ key: 'removed', pin: 'destroyed', sessions: 'ended' },
      ...{ isOperatorSuspended: true, alerts: true },
    });
    expect(holder.methods()).toEqual([]);
    expect(await holder.pinState(enrolmentId)).toBe('shredded, gone');
    expect(await suspended()).toEqual([{ operator_id: OPERATOR }]);
    const said = await holder.audited();
    for (const line of [
      ...['disownKey intent', 'disownKey outcome ok', 'shredPin outcome ok', 'alert outcome ok'],
      ...['suspendOperator intent', 'suspendOperator outcome ok'],
    ]) {
      expect(said).toContain(line);
    }
    expect(await holder.notices()).toContainEqual({ kind: 'alert', to: null });
  });

  it('leaves the operator be where the settings say so', async () => {
    const lenient = keyHolderOf(bench, { suspendsReported: false });
    lenient.arrive(holder.id);
    await holder.enrolled();
    const answer = await lenient.call('POST', '/me/key-events/report', { eventId: await newest() });
    expect(answer.body).toMatchObject({ key: 'removed', isOperatorSuspended: false });
    expect(await suspended()).toEqual([]);
  });

  it('stops nobody for what the holder did themself, and ends their sessions', async () => {
    const { id } = bench.directory.addPasskey(holder.id);
    const body = { methodId: id, seen: [id], isLast: true };
    await holder.call('POST', '/me/keys/remove', body);
    expect(bench.directory.sessionsEnded).not.toContain(holder.id);
    expect((await report(await newest())).body).toMatchObject({
      ...{ key: 'gone', sessions: 'ended', isOperatorSuspended: false },
    });
    expect(bench.directory.sessionsEnded).toContain(holder.id);
    expect(await suspended()).toEqual([]);
  });

  it('is carried to its end where Entra does not answer', async () => {
    await holder.enrolled();
    bench.directory.fail('deletePasskey', 'graph_unavailable');
    expect((await report(await newest())).body).toMatchObject({ key: 'pending' });
    expect(await holder.later()).toBe(1);
    expect(holder.methods()).toEqual([]);
  });

  it('takes over a removal that is under way, and knows a key that is gone', async () => {
    const { enrolmentId, methodId } = await holder.enrolled();
    const other = bench.directory.addPasskey(holder.id).id;
    bench.directory.fail('deletePasskey', 'lostBefore');
    await holder.call('POST', '/me/keys/remove', { methodId, seen: [methodId, other] });
    expect((await report(await newest())).body).toMatchObject({ key: 'pending', pin: 'destroyed' });
    expect(await holder.pinState(enrolmentId)).toBe('shredded, gone');
    await holder.later();
    // Not their key: unlike what they only wanted removed, it is asked for again.
    expect(holder.methods()).toEqual([other]);
    await bench.database.sql('delete from suspensions', []);
    holder.arrive();
    await holder.enrolled();
    bench.directory.passkeys.set(holder.id, []);
    bench.clock.now += 3_600_000;
    holder.signIn({});
    expect((await report(await newest())).body).toMatchObject({ key: 'gone' });
  });
});

describe('a report', () => {
  it('is made once of each, however many arrive at once', async () => {
    await holder.enrolled();
    const id = await newest();
    const answers = await Promise.all([report(id), report(id), report(id)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409]);
    expect((await report(id)).body).toMatchObject({ code: 'already_reported' });
    expect((await eventsOf()).events[1]?.reportedAt).not.toBeNull();
  });

  it('is one of three within a day', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const { id } = bench.directory.addPasskey(holder.id);
      await holder.call('POST', '/me/keys/remove', { methodId: id, seen: [id], isLast: true });
    }
    const ids = (await eventsOf()).events.map(({ id }) => id);
    const statuses = [];
    for (const id of ids) statuses.push((await report(id)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await report(ids[4] ?? '')).body).toMatchObject({ code: 'reports_limited' });
    expect((await eventsOf()).reportsLeft).toBe(0);
    bench.clock.now += 24 * 3_600_000 + 1;
    holder.signIn({});
    expect((await report(ids[4] ?? '')).status).toBe(200);
  });

  it('of what never was is refused, and wants a fresh sign-in', async () => {
    expect(await report(randomUUID())).toMatchObject({ status: 404, body: { code: 'not_found' } });
    holder.signIn({ authTime: Math.floor(bench.clock.now / 1000) - 3_600 });
    expect(await report(randomUUID())).toMatchObject({ status: 401 });
  });
});
