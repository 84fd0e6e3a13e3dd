import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Enrolment, PageEvent } from '#shared/api/index.ts';
import { ACTOR, createTestBench, performOnPage, type TestBench } from './testBench.ts';
import type { TestKey } from './testKey.ts';

describe('the enrolment service refuses', () => {
  let bench: TestBench;
  let current: Enrolment;
  let key: TestKey;
  beforeAll(async () => {
    bench = await createTestBench();
    key = bench.newKey();
    current = await bench.start(bench.newHolder(), key);
  });
  afterAll(() => bench.close());

  it.each([
    ['user_disabled', { enabled: false }],
    ['user_is_guest', { guest: true }],
  ] as const)('a person who is not to have a key: %s', async (code, change) => {
    const holder = bench.newHolder();
    bench.directory.addPerson(holder, change);
    await expect(bench.start(holder)).rejects.toMatchObject({ code });
  });

  it('what the tenant’s policy refuses, before anything is written', async () => {
    const holder = bench.newHolder();
    bench.directory.problems.push('self_service_off');
    await expect(bench.start(holder)).rejects.toMatchObject({ code: 'self_service_off' });
    bench.directory.problems.length = 0;
    expect(await bench.enrolments.list({ userId: holder })).toEqual([]);
    await expect(bench.start('99999999-9999-4999-8999-999999999999')).rejects.toMatchObject({
      code: 'user_not_found',
    });
  });

  it('an event for another line of the journal than the last', async () => {
    for (const seq of [current.seq - 1, current.seq + 1]) {
      await expect(
        bench.enrolments.report(
          current.id,
          { seq, keySession: key.session, event: { type: 'pinSet' } },
          ACTOR,
        ),
      ).rejects.toMatchObject({ code: 'stale_step' });
    }
  });

  it.each<PageEvent>([
    { type: 'resetDone' },
    { type: 'resetConfirmed' },
    { type: 'credentialMade', attestationObject: 'AAAA' },
    { type: 'proved', authenticatorData: 'AAAA', signature: 'AAAA' },
    { type: 'policyApplied' },
    { type: 'credentialStarted' },
    { type: 'credentialsFound', credentialIds: ['AAAA'] },
    { type: 'credentialRemoved' },
  ])('an event that cannot be true now: $type', async (event) => {
    await expect(
      bench.enrolments.report(current.id, { seq: current.seq, key: key.plugged(), event }, ACTOR),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('an enrolment that does not exist', async () => {
    await expect(
      bench.enrolments.show('99999999-9999-4999-8999-999999999999', ACTOR, true),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('an enrolment that is cancelled', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  it('rolls back at once when nothing was done, and gives up a key only when that is said to be lost', async () => {
    const first = await bench.start(bench.newHolder());
    expect((await bench.enrolments.cancel(first.id, { keyIsLost: false }, ACTOR)).action).toEqual({
      kind: 'rolledBack',
      code: 'cancelled',
      left: null,
    });
    const holder = bench.newHolder();
    const key = bench.newKey();
    let current = await bench.start(holder, key);
    while (current.action.kind !== 'prove') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    const cancel = (keyIsLost: boolean) =>
      bench.enrolments.cancel(current.id, { keyIsLost }, ACTOR);
    expect((await cancel(false)).action.kind).toBe('readKey');
    expect(bench.directory.passkeys.get(holder)).toEqual([]);
    // Asked for again because the answer was lost: the key is still waited for.
    expect((await cancel(false)).action.kind).toBe('readKey');
    expect((await cancel(true)).action).toMatchObject({ kind: 'rolledBack', left: 'cancelled' });
  });

  it('lists what is open and what has ended', async () => {
    const holder = bench.newHolder();
    const { id } = await bench.start(holder);
    const open = await bench.enrolments.list({ state: 'open', userId: holder });
    expect(open).toMatchObject([{ id, action: { kind: 'readKey' } }]);
    await bench.enrolments.cancel(id, { keyIsLost: false }, ACTOR);
    expect(await bench.enrolments.list({ state: 'open', userId: holder })).toEqual([]);
    expect(await bench.enrolments.list({ state: 'ended', userId: holder })).toMatchObject([
      { id, action: { kind: 'rolledBack' } },
    ]);
  });
});
