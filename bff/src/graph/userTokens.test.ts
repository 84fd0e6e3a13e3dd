import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '#bff/log/secret.ts';
import { TEST_NOW } from '#bff/testDeps.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createUserTokens } from './userTokens.ts';

/** An exchange whose results live for ten minutes; those of `refused` are refused. */
function setUp() {
  const clock = { time: TEST_NOW };
  const asked: string[] = [];
  const tokens = createUserTokens(
    async (userToken) => {
      const text = userToken.reveal();
      asked.push(text);
      if (text === 'refused') throw new AppError('session_expired', 'no');
      const token = new Secret(`graph-${asked.length}`);
      return { token, expiresAt: clock.time + 600_000 };
    },
    { now: () => clock.time },
  );
  const get = async (text: string) => (await tokens.of(new Secret(text)).get()).reveal();
  return { clock, asked, tokens, get };
}

describe('tokens in the names of people', () => {
  it('are exchanged once for each token of ours, for all who ask at once', async () => {
    const { get, asked } = setUp();
    expect(await Promise.all([get('a'), get('a'), get('b')])).toEqual([
      ...['graph-1', 'graph-1', 'graph-2'],
    ]);
    expect(await get('a')).toBe('graph-1');
    expect(asked).toEqual(['a', 'b']);
  });

  it('are exchanged anew when they are about to end', async () => {
    const { get, clock } = setUp();
    expect(await get('a')).toBe('graph-1');
    clock.time += 571_000;
    expect(await get('a')).toBe('graph-2');
  });

  it('are exchanged anew when Graph refused one, once for all who say so', async () => {
    const { tokens, asked } = setUp();
    const source = tokens.of(new Secret('a'));
    const first = await source.get();
    const second = await source.renew(first);
    expect(second).not.toBe(first);
    expect(await source.renew(first)).toBe(second);
    expect(asked).toHaveLength(2);
  });

  it('are asked for again after a refusal', async () => {
    const { get, asked } = setUp();
    for (let turn = 0; turn < 2; turn += 1) {
      await expect(get('refused')).rejects.toMatchObject({ code: 'session_expired' });
    }
    expect(asked).toEqual(['refused', 'refused']);
  });

  it('are kept for two hundred people at most, and show no token to who looks', async () => {
    const { get, asked, tokens } = setUp();
    for (let person = 0; person <= 200; person += 1) await get(`token-of-${person}`);
    await get('token-of-200');
    expect(asked).toHaveLength(201);
    await get('token-of-0');
    expect(asked).toHaveLength(202);
    expect(inspect(tokens, { depth: 9, showHidden: true })).not.toContain('token-of');
  });
});
