import { expect, test } from '#e2e/badInput/badTest.ts';

const OPTIONS = 'creationOptions';
const POST = { method: 'POST', path: 'fido2Methods$' } as const;
const TOKEN = { method: 'POST', path: '/oauth2/v2.0/token' } as const;

test.describe('asking Entra for a challenge', () => {
  for (const [status, code] of [
    [401, 'graph_unauthorized'],
    [403, 'graph_forbidden'],
    [404, 'user_not_found'],
    [405, 'graph_method_not_allowed'],
    [409, 'graph_conflict'],
    [500, 'graph_unavailable'],
    [503, 'graph_unavailable'],
  ] as const) {
    test(`may be answered ${status}: it waits, says why, and goes on when that is mended`, async ({
      desk,
    }) => {
      await desk.stack.tenant.fault({
        path: OPTIONS,
        times: 99,
        effect: { kind: 'status', status, when: 'before' },
      });
      const key = desk.plug();
      await desk.enrol();
      await expect(desk.tile.state).toHaveText('Waiting', { timeout: 20_000 });
      await desk.expectWords(code);
      const { enrolment, sealedPin } = await desk.truth(key);
      expect(enrolment.lastFailure).toBe(code);
      expect(sealedPin).not.toBeNull();
      await desk.stack.tenant.delete('/faults');
      await desk.expectDone(key);
    });
  }

  for (const retryAfterSeconds of [1, undefined]) {
    test(`may be answered 429 ${retryAfterSeconds === undefined ? 'without' : 'with'} Retry-After: it is asked again by itself`, async ({
      desk,
    }) => {
      await desk.stack.tenant.fault({
        path: OPTIONS,
        effect: {
          kind: 'throttle',
          ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        },
      });
      const key = desk.plug();
      await desk.enrol();
      const { journal, failures } = await desk.expectDone(key);
      expect(journal.filter((type) => type === 'optionsIssued')).toHaveLength(1);
      expect(failures).toEqual([]);
    });
  }
});

test.describe('the registration in Entra', () => {
  for (const [status, code] of [
    [400, 'graph_bad_request'],
    [403, 'graph_forbidden'],
    [404, 'graph_not_found'],
    [405, 'graph_method_not_allowed'],
  ] as const) {
    test(`may be answered ${status}: everything is taken back`, async ({ desk }) => {
      await desk.stack.tenant.fault({
        ...POST,
        effect: { kind: 'status', status, when: 'before' },
      });
      const key = desk.plug();
      await desk.enrol();
      const { journal } = await desk.expectTakenBack(key, code);
      expect(journal.filter((type) => type === 'postStarted')).toHaveLength(1);
      expect(key.snapshot().credentials).toEqual([]);
    });
  }

  test('may be answered 401 once: with a fresh token it is done', async ({ desk }) => {
    await desk.stack.tenant.fault({ ...POST, effect: { kind: 'expiredToken' } });
    const key = desk.plug();
    await desk.enrol();
    const { failures } = await desk.expectDone(key);
    expect(failures).toEqual([]);
  });

  test('may be answered 401 again and again: it waits and says why', async ({ desk }) => {
    await desk.stack.tenant.fault({ ...POST, times: 2, effect: { kind: 'expiredToken' } });
    const key = desk.plug();
    await desk.enrol();
    await expect(desk.tile.state).toHaveText('Waiting');
    await desk.expectWords('graph_unauthorized');
    const { failures } = await desk.expectDone(key);
    expect(failures).toEqual(['graph_unauthorized']);
  });

  for (const retryAfterSeconds of [3, undefined]) {
    test(`may be answered 429 ${retryAfterSeconds === undefined ? 'without' : 'with'} Retry-After: it waits, says why and posts the same again`, async ({
      desk,
    }) => {
      // Long after the last one, so that it waits for five seconds and no longer.
      await desk.turnClock(10 * 60_000);
      await desk.stack.tenant.fault({
        ...POST,
        effect: {
          kind: 'throttle',
          ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        },
      });
      const key = desk.plug();
      await desk.enrol();
      await expect(desk.tile.state).toHaveText('Waiting');
      await desk.expectWords('graph_throttled');
      const { journal } = await desk.expectDone(key);
      expect(journal.filter((type) => type === 'credentialMade')).toHaveLength(1);
      expect(journal.filter((type) => type === 'postNotExecuted')).toHaveLength(1);
    });
  }

  for (const [what, effect] of [
    ['409 before', { kind: 'status', status: 409, when: 'before' }],
    ['500 before', { kind: 'status', status: 500, when: 'before' }],
    ['503 before', { kind: 'status', status: 503, when: 'before' }],
    ['a cut connection before', { kind: 'cut', when: 'before' }],
  ] as const) {
    test(`may end with ${what} it was done: it is looked for, then done once`, async ({ desk }) => {
      await desk.stack.tenant.fault({ ...POST, effect });
      const key = desk.plug();
      await desk.enrol();
      await expect(desk.tile.state).toHaveText('Waiting');
      await desk.expectWords(what.startsWith('409') ? 'graph_conflict' : 'graph_outcome_unknown');
      const { journal } = await desk.expectDone(key);
      expect(journal.filter((type) => type === 'postStarted')).toHaveLength(2);
      expect(journal.filter((type) => type === 'absentSeen')).toHaveLength(2);
      expect(journal.filter((type) => type === 'credentialMade')).toHaveLength(1);
    });
  }

  for (const [what, effect] of [
    ['409 after', { kind: 'status', status: 409, when: 'after' }],
    ['500 after', { kind: 'status', status: 500, when: 'after' }],
    ['503 after', { kind: 'status', status: 503, when: 'after' }],
    ['a cut connection after', { kind: 'cut', when: 'after' }],
    ['half an answer after', { kind: 'malformed' }],
  ] as const) {
    test(`may end with ${what} it was done: it is found and never posted again`, async ({
      desk,
    }) => {
      await desk.stack.tenant.fault({ ...POST, effect });
      const key = desk.plug();
      await desk.enrol();
      const { journal } = await desk.expectDone(key);
      expect(journal.filter((type) => type === 'postStarted')).toHaveLength(1);
    });
  }

  test('may be done and stay out of reads for a while: it is waited for, not repeated', async ({
    desk,
  }) => {
    await desk.stack.tenant.post('/hideNewPasskeys', { reads: 1 });
    await desk.stack.tenant.fault({ ...POST, effect: { kind: 'cut', when: 'after' } });
    const key = desk.plug();
    await desk.enrol();
    await desk.expectWords('graph_outcome_unknown');
    const { journal } = await desk.expectDone(key);
    expect(journal.filter((type) => type === 'postStarted')).toHaveLength(1);
    expect(journal.filter((type) => type === 'absentSeen')).toHaveLength(1);
    await desk.stack.tenant.post('/hideNewPasskeys', {});
  });
});

test('the service’s own sign-in may be refused: it says so and goes on when that is mended', async ({
  desk,
}) => {
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  await expect(desk.tile.state).toHaveText('Touch the key');
  await desk.stack.tenant.post('/expire', { what: 'appTokens' });
  await desk.stack.tenant.fault({
    ...TOKEN,
    times: 99,
    effect: { kind: 'status', status: 401, when: 'before' },
  });
  key.touch();
  await expect(desk.tile.state).toHaveText('Waiting');
  await desk.expectWords('graph_unauthorized');
  await desk.stack.tenant.delete('/faults');
  await desk.expectDone(key);
});

test('the person’s page says what is wrong when Entra does not answer, and reads again when asked', async ({
  desk,
}) => {
  await desk.stack.tenant.fault({
    path: `/users/${desk.holder.id}/authentication`,
    times: 9,
    effect: { kind: 'status', status: 403, when: 'before' },
  });
  await desk.page.goto(`${desk.stack.pageOrigin}/station?for=${desk.holder.id}`);
  await desk.expectWords('graph_forbidden', desk.station.holder);
  await desk.stack.tenant.delete('/faults');
  await desk.station.holder.getByRole('button', { name: 'Try again' }).click();
  await expect(desk.station.holder).toContainText(desk.holder.displayName);
});
