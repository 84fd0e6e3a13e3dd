import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphError } from '#shared/failure/appError.ts';
import { ACTOR, createTestBench, performOnPage, runToRest, type TestBench } from './testBench.ts';
import type { TestKey } from './testKey.ts';

describe('an enrolment when Graph does not do its part', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  const kindsOf = async (key: TestKey, holder: string) =>
    runToRest(bench, key, await bench.start(holder, key));

  it.each([false, true])(
    'finds a registration whose answer was lost (opaque ids: %s)',
    async (opaque) => {
      const holder = bench.newHolder();
      bench.directory.opaqueIds = opaque;
      bench.directory.fail('createPasskey', 'lostAfter');
      const { enrolment } = await kindsOf(bench.newKey(), holder);
      bench.directory.opaqueIds = false;
      expect(enrolment.action.kind).toBe('done');
      expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    },
  );

  it('posts the same attestation again when two looks a minute apart find nothing', async () => {
    const holder = bench.newHolder();
    bench.directory.fail('createPasskey', 'lostBefore');
    bench.directory.posted.length = 0;
    bench.directory.calls.length = 0;
    const { enrolment, kinds } = await kindsOf(bench.newKey(), holder);
    expect(enrolment.action.kind).toBe('done');
    expect(kinds).toContain('waitForTenant');
    expect(bench.directory.calls.filter((call) => call === 'createPasskey')).toHaveLength(2);
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
  });

  it('says that nobody knows yet while it looks for a registration', async () => {
    const key = bench.newKey();
    bench.directory.fail('createPasskey', 'lostBefore');
    let current = await bench.start(bench.newHolder(), key);
    while (current.action.kind !== 'waitForTenant') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    expect(current.lastFailure).toBe('graph_outcome_unknown');
    const { enrolment } = await runToRest(bench, key, current);
    expect(enrolment).toMatchObject({ action: { kind: 'done' }, lastFailure: null });
  });

  it('tries again after the time a 429 asks for', async () => {
    const holder = bench.newHolder();
    bench.directory.fail('createPasskey', 'graph_throttled');
    const key = bench.newKey();
    let current = await bench.start(holder, key);
    while (current.action.kind !== 'waitForTenant') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    expect(current.lastFailure).toBe('graph_throttled');
    expect(current.action).toEqual({
      kind: 'waitForTenant',
      until: new Date(bench.clock.now + 2_000).toISOString(),
    });
    expect((await runToRest(bench, key, current)).enrolment.action.kind).toBe('done');
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
  });

  it('takes everything back when Graph refuses the key', async () => {
    const holder = bench.newHolder();
    bench.directory.fail('createPasskey', 'graph_bad_request');
    const key = bench.newKey();
    const { enrolment, kinds } = await kindsOf(key, holder);
    expect(kinds.slice(-2)).toEqual(['removeCredential', 'rolledBack']);
    expect(enrolment.action).toEqual({ kind: 'rolledBack', code: 'graph_bad_request', left: null });
    expect(key.credential).toBeNull();
  });

  it('asks once, and not in a circle, while every challenge comes with too little time', async () => {
    bench.directory.challengeMs = 44_000;
    const key = bench.newKey();
    let current = await bench.start(bench.newHolder(), key);
    bench.directory.calls.length = 0;
    current = await performOnPage(bench, bench.enrolments, key, current);
    bench.directory.challengeMs = 300_000;
    expect(current).toMatchObject({
      action: { kind: 'waitForTenant' },
      lastFailure: 'challenge_expired',
    });
    expect(bench.directory.calls).toEqual(['creationOptions']);
    expect((await runToRest(bench, key, current)).enrolment.action.kind).toBe('done');
  });

  it('comes to an end when the holder is removed while the answer of the POST is open', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    bench.directory.fail('createPasskey', 'lostBefore', 'graph_not_found');
    let current = await bench.start(holder, key);
    while (current.action.kind !== 'waitForTenant') {
      if (current.action.kind === 'makeCredential') bench.directory.removePerson(holder);
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    const { enrolment } = await runToRest(bench, key, current);
    expect(enrolment.action).toEqual({ kind: 'rolledBack', code: 'graph_not_found', left: null });
    expect(key.credential).toBeNull();
  });

  it('comes to an end without a POST when the holder is gone before it', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    let current = await bench.start(holder, key);
    while (current.action.kind !== 'makeCredential') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    const posted = bench.directory.posted.length;
    const gone = () => Promise.reject(new GraphError('user_not_found', 'as the test wants it'));
    bench.directory.targets = { readTarget: gone, targetNow: gone };
    const { enrolment } = await runToRest(bench, key, current);
    bench.directory.targets = null;
    expect(enrolment.action).toEqual({ kind: 'rolledBack', code: 'user_not_found', left: null });
    expect(bench.directory.posted).toHaveLength(posted);
    expect(key.credential).toBeNull();
  });

  it('finishes, and says which step failed, when an old key is not to be removed', async () => {
    const holder = bench.newHolder();
    const old = bench.directory.addPasskey(holder);
    const key = bench.newKey();
    bench.directory.fail('deletePasskey', 'graph_forbidden');
    const { enrolment } = await runToRest(
      bench,
      key,
      await bench.start(holder, key, 'replacement'),
    );
    expect(enrolment).toMatchObject({ action: { kind: 'done' }, lastFailure: 'graph_forbidden' });
    expect(enrolment.steps.at(-1)).toEqual({ name: 'oldKeys', state: 'failed' });
    expect(bench.directory.passkeys.get(holder)?.map(({ id }) => id)).toContain(old.id);
    const viewer = { id: holder, requestId: 'r', session: 's' };
    const { pin } = await bench.pins.disclose('holder', enrolment.id, viewer);
    expect(pin.reveal()).toBe(key.pin);
  });

  it('waits for the removal of an old key only until that is cancelled', async () => {
    const holder = bench.newHolder();
    bench.directory.addPasskey(holder);
    const key = bench.newKey();
    bench.directory.fail('deletePasskey', 'graph_unavailable');
    let current = await bench.start(holder, key, 'replacement');
    while (current.action.kind !== 'waitForTenant') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    const cancelled = await bench.enrolments.cancel(current.id, { keyIsLost: false }, ACTOR);
    expect(cancelled.action.kind).toBe('done');
    expect(bench.directory.passkeys.get(holder)).toHaveLength(2);
  });

  it('waits and says why when options are not to be had', async () => {
    bench.directory.fail('creationOptions', 'graph_unavailable', 'graph_unavailable');
    const key = bench.newKey();
    let current = await bench.start(bench.newHolder(), key);
    current = await performOnPage(bench, bench.enrolments, key, current);
    expect(current).toMatchObject({
      action: { kind: 'waitForTenant' },
      lastFailure: 'graph_unavailable',
    });
    expect((await runToRest(bench, key, current)).enrolment.action.kind).toBe('done');
  });
});
