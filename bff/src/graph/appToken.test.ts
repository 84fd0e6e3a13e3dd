import { describe, expect, it } from 'vitest';
import { Secret } from '#bff/log/secret.ts';
import { TEST_NOW, testLog } from '#bff/testDeps.ts';
import { GraphError } from '#shared/failure/appError.ts';
import { createAppTokenSource } from './appToken.ts';

const HOUR_MS = 3_600_000;

/** A source whose fetches give t1, t2, … or fail as told. */
function source(lifeMs = HOUR_MS) {
  let now = TEST_NOW;
  let count = 0;
  let failure: Error | undefined;
  const { log, lines } = testLog();
  const tokens = createAppTokenSource(
    async () => {
      count += 1;
      if (failure) throw failure;
      return { token: new Secret(`marker-t${count}`), expiresAt: now + lifeMs };
    },
    { now: () => now },
    log,
  );
  return {
    lines,
    tokens,
    text: async () => (await tokens.get()).reveal().replace('marker-', ''),
    fetches: () => count,
    pass: (ms: number) => {
      now += ms;
    },
    fail: (error: Error | undefined) => {
      failure = error;
    },
  };
}

/** Lets promises that nobody awaits settle. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the app token', () => {
  it('is fetched once for all who wait', async () => {
    const { text, fetches } = source();
    expect(await Promise.all([text(), text(), text()])).toEqual(['t1', 't1', 't1']);
    expect(fetches()).toBe(1);
  });

  it('is renewed ten minutes before its end while the old one serves on', async () => {
    const { text, pass, fetches } = source();
    await text();
    pass(HOUR_MS - 601_000);
    expect(await text()).toBe('t1');
    expect(fetches()).toBe(1);
    pass(2_000);
    expect(await text()).toBe('t1');
    await settle();
    expect(await text()).toBe('t2');
    expect(fetches()).toBe(2);
  });

  it('is renewed at 80 % of a short life', async () => {
    const { text, pass, fetches } = source(300_000);
    await text();
    pass(239_000);
    await text();
    expect(fetches()).toBe(1);
    pass(2_000);
    await text();
    expect(fetches()).toBe(2);
  });

  it('serves on when the early renewal fails, and is asked for again half a minute later', async () => {
    const { text, pass, fetches, fail } = source();
    await text();
    pass(HOUR_MS - 500_000);
    fail(new GraphError('graph_unavailable', 'x'));
    expect(await text()).toBe('t1');
    await settle();
    expect(await text()).toBe('t1');
    expect(fetches()).toBe(2);
    pass(31_000);
    fail(undefined);
    await text();
    await settle();
    expect(await text()).toBe('t3');
  });

  it('is not sent in its last half minute', async () => {
    const { text, pass, fail } = source();
    await text();
    pass(HOUR_MS - 29_000);
    expect(await text()).toBe('t2');
    pass(HOUR_MS);
    fail(new GraphError('graph_unauthorized', 'x'));
    await expect(text()).rejects.toMatchObject({ code: 'graph_unauthorized' });
  });

  it('is renewed once for all who saw the same one refused', async () => {
    const { tokens, fetches } = source();
    const refused = await tokens.get();
    const fresh = await Promise.all([tokens.renew(refused), tokens.renew(refused)]);
    expect(fresh.map((token) => token.reveal())).toEqual(['marker-t2', 'marker-t2']);
    expect((await tokens.renew(refused)).reveal()).toBe('marker-t2');
    expect(fetches()).toBe(2);
  });

  it('never shows in the log', async () => {
    const { text, lines, fail, pass } = source();
    await text();
    pass(2 * HOUR_MS);
    fail(new GraphError('graph_unavailable', 'marker'));
    await expect(text()).rejects.toThrowError();
    expect(lines.map((line) => line['event'])).toEqual(['app_token_acquired', 'app_token_failed']);
    expect(JSON.stringify(lines)).not.toContain('marker');
  });
});
