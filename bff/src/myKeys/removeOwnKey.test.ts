import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import { keyHolderOf } from './testKeyHolder.ts';

let bench: TestBench;
let holder: ReturnType<typeof keyHolderOf>;

beforeAll(async () => {
  bench = await createTestBench();
  holder = keyHolderOf(bench);
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.directory.calm();
  bench.directory.modelProblem = null;
  holder.arrive();
});

const two = () => [bench.directory.addPasskey(holder.id), bench.directory.addPasskey(holder.id)];
const remove = (methodId: string, seen: readonly string[], more: { isLast?: true } = {}) =>
  holder.call('POST', '/me/keys/remove', { methodId, seen, ...more });
const listed = async () =>
  (await holder.call('GET', '/me/keys')).body['passkeys'] as Record<string, unknown>[];

describe('a key that its holder removes', () => {
  it('leaves Entra with an intent and an outcome, and is told of by mail', async () => {
    const [first, second] = two().map(({ id }) => id) as [string, string];
    expect(await remove(first, [first, second])).toMatchObject({
      status: 200,
      body: {
        key: 'removed',
        pin: 'none',
        sessions: 'off',
        told: { operator: false, alerts: false },
      },
    });
    expect(holder.methods()).toEqual([second]);
    expect(await holder.audited()).toEqual(['removeOwnKey intent', 'removeOwnKey outcome ok']);
    expect(await holder.notices()).toContainEqual({ kind: 'keyRemoved', to: holder.id });
    expect(bench.directory.sessionsEnded).not.toContain(holder.id);
  });

  it('has its PIN left alone, and is gone from the books', async () => {
    const { enrolmentId, methodId } = await holder.enrolled();
    const other = bench.directory.addPasskey(holder.id).id;
    expect(await listed()).toMatchObject([{ isEnrolledHere: true }, { isEnrolledHere: false }]);
    expect((await remove(methodId, [methodId, other])).status).toBe(200);
    expect(await holder.pinState(enrolmentId)).toBe('waiting');
    expect((await holder.call('GET', '/me/keys')).body['pins']).toEqual([]);
  });

  it('is not removed by who saw other keys than there are', async () => {
    const [first, second] = two().map(({ id }) => id) as [string, string];
    for (const seen of [[first], [first, second, 'AAAA'], [first, 'AAAA'], ['AAAA', second]]) {
      expect(await remove(first, seen)).toMatchObject({
        status: 409,
        body: { code: 'keys_changed' },
      });
    }
    expect(await remove('AAAA', [first, second])).toMatchObject({ body: { code: 'keys_changed' } });
    expect(holder.methods()).toEqual([first, second]);
    expect(await holder.audited()).toEqual([]);
  });

  it('is the last one that works only with a yes to that, whatever else is listed', async () => {
    const only = bench.directory.addPasskey(holder.id).id;
    const synced = bench.directory.addPasskey(holder.id, { passkeyType: 'synced' }).id;
    const nameless = bench.directory.addPasskey(holder.id, { aaguid: null }).id;
    const seen = [only, synced, nameless];
    expect((await listed()).map((one) => one['usable'])).toEqual(['yes', 'unknown', 'unknown']);
    expect(await remove(only, seen)).toMatchObject({ status: 409, body: { code: 'last_key' } });
    expect(holder.methods()).toHaveLength(3);
    // One that does not count may go without a word.
    expect((await remove(synced, seen)).status).toBe(200);
    expect((await remove(only, [only, nameless], { isLast: true })).status).toBe(200);
    expect(holder.methods()).toEqual([nameless]);
  });

  it('is no key to fall back on where the policy forbids its model at the sign-in', async () => {
    const [first, second] = two().map(({ id }) => id) as [string, string];
    bench.directory.modelProblem = 'model_not_allowed';
    expect((await listed()).map((one) => one['usable'])).toEqual(['no', 'no']);
    expect(await remove(first, [first, second])).toMatchObject({ body: { code: 'last_key' } });
  });

  it('does not take the other one along, however many ask at once', async () => {
    const [first, second] = two().map(({ id }) => id) as [string, string];
    const answers = await Promise.all([
      remove(first, [first, second]),
      remove(second, [first, second]),
      remove(first, [first, second]),
    ]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409]);
    expect(holder.methods()).toHaveLength(1);
  });

  it('does not count on one whose removal by an enrolment began just now', async () => {
    const [first, second] = two().map(({ id }) => id) as [string, string];
    await bench.database.sql('insert into removals values ($1, $2, $3, $4)', [
      ...[randomUUID(), second, randomUUID()],
      new Date(bench.clock.now - 1_000),
    ]);
    expect(await listed()).toMatchObject([
      { id: first, isBeingRemoved: false },
      { id: second, isBeingRemoved: true },
    ]);
    expect(await remove(first, [first, second])).toMatchObject({ body: { code: 'keys_changed' } });
    expect(await remove(first, [first])).toMatchObject({ body: { code: 'last_key' } });
    expect(holder.methods()).toHaveLength(2);
    expect((await remove(first, [first], { isLast: true })).status).toBe(200);
  });

  it('is kept where Entra refuses, and can be asked for again', async () => {
    const [first, second] = two().map(({ id }) => id) as [string, string];
    bench.directory.fail('deletePasskey', 'graph_throttled');
    expect(await remove(first, [first, second])).toMatchObject({
      body: { code: 'graph_throttled' },
    });
    expect(await holder.audited()).toEqual([
      'removeOwnKey intent',
      'removeOwnKey outcome graph_throttled',
    ]);
    expect((await remove(first, [first, second])).status).toBe(200);
    expect(holder.methods()).toEqual([second]);
  });
});

describe('a removal whose end nobody knows', () => {
  it('is looked after at once, and done where the key is gone', async () => {
    const [first, second] = two().map(({ id }) => id) as [string, string];
    bench.directory.fail('deletePasskey', 'lostAfter');
    expect(await remove(first, [first, second])).toMatchObject({ body: { key: 'removed' } });
    expect(bench.directory.calls.filter((call) => call === 'deletePasskey')).not.toHaveLength(0);
    expect(holder.methods()).toEqual([second]);
  });

  it('is not repeated by itself: later on the key counts as kept, and the holder asks again', async () => {
    const [first, second] = two().map(({ id }) => id) as [string, string];
    bench.directory.fail('deletePasskey', 'lostBefore');
    expect(await remove(first, [first, second])).toMatchObject({ body: { key: 'pending' } });
    expect(await listed()).toMatchObject([{ isBeingRemoved: true }, { isBeingRemoved: false }]);
    // What is on its way out counts no more.
    expect(await remove(second, [second])).toMatchObject({ body: { code: 'last_key' } });
    const deletes = () => bench.directory.calls.filter((call) => call === 'deletePasskey').length;
    const before = deletes();
    expect(await holder.later()).toBe(1);
    expect(deletes()).toBe(before);
    expect(await listed()).toMatchObject([{ isBeingRemoved: false }, { isBeingRemoved: false }]);
    expect(await holder.later(3_600_000)).toBe(0);
  });

  it('is noticed later where the backend died before it heard', async () => {
    const [first, second] = two().map(({ id }) => id) as [string, string];
    bench.directory.fail('deletePasskey', 'lostBefore');
    await remove(first, [first, second]);
    bench.directory.passkeys.set(
      holder.id,
      (bench.directory.passkeys.get(holder.id) ?? []).filter(({ id }) => id !== first),
    );
    await holder.later();
    expect(await holder.notices()).toContainEqual({ kind: 'keyRemoved', to: holder.id });
    expect((await holder.audited()).at(-1)).toBe('removeOwnKey outcome ok');
  });
});

describe('who may take a key away', () => {
  it.each([
    ['signed in too long ago', () => ({ authTime: Math.floor(bench.clock.now / 1000) - 601 })],
    ['not yet', () => ({ authTime: Math.floor(bench.clock.now / 1000) + 300 })],
  ])('is nobody who %s', async (_, change) => {
    const { id } = bench.directory.addPasskey(holder.id);
    holder.signIn(change());
    for (const path of ['/me/keys/remove', '/me/keys/lost']) {
      const body = { methodId: id, seen: [id], isLast: true };
      const refused = await holder.call('POST', path, body);
      expect(refused).toMatchObject({ status: 401, body: { code: 'session_not_fresh' } });
    }
    expect(holder.methods()).toEqual([id]);
  });

  it('is nobody with a break-glass account, and no guest, not even for themselves', async () => {
    const breakGlass = bench.newHolder();
    const locked = await createTestBench(
      {},
      { policy: { breakGlassIds: [breakGlass], adminsMay: [] } },
    );
    const theirs = keyHolderOf(locked);
    for (const [guest, code] of [
      [false, 'user_protected'],
      [true, 'user_is_guest'],
    ] as const) {
      const id = guest ? bench.newHolder() : breakGlass;
      locked.directory.addPerson(id, { guest });
      theirs.arrive(id);
      const key = locked.directory.addPasskey(id).id;
      const body = { methodId: key, seen: [key], isLast: true };
      for (const path of ['remove', 'lost']) {
        expect((await theirs.call('POST', `/me/keys/${path}`, body)).body).toMatchObject({ code });
      }
      expect(theirs.methods()).toEqual([key]);
    }
    await locked.close();
  });
});
