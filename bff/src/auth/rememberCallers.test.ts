import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from './caller.ts';
import { rememberCallers, type Validated } from './rememberCallers.ts';

const MINUTE_MS = 60_000;

function callerOf(id: string): Caller {
  return {
    ...{ id, tenantId: 't', roles: [], displayName: '', userPrincipalName: '', isGuest: false },
    ...{ issuedAt: 0, acrs: [], authTime: null },
  };
}

describe('callers of the last minute', () => {
  let now: number;
  let endsAt: number;
  let validated: string[];
  let ask: (token: string) => Promise<Caller>;

  beforeEach(() => {
    now = 1_800_000_000_000;
    endsAt = now + 60 * MINUTE_MS;
    validated = [];
    const validate = async (token: string): Promise<Validated> => {
      validated.push(token);
      if (token.startsWith('bad')) throw new Error('refused');
      return { caller: callerOf(token), endsAt };
    };
    ask = rememberCallers(validate, { now: () => now });
  });

  it('are told from their token alone, which is validated once a minute', async () => {
    expect((await ask('a')).id).toBe('a');
    now += MINUTE_MS - 1;
    expect((await ask('a')).id).toBe('a');
    expect((await ask('b')).id).toBe('b');
    expect(validated).toEqual(['a', 'b']);
    now += 1;
    await ask('a');
    expect(validated).toEqual(['a', 'b', 'a']);
  });

  it('are not remembered beyond the end of their token', async () => {
    endsAt = now + 1_000;
    await ask('a');
    now += 1_000;
    await ask('a');
    expect(validated).toEqual(['a', 'a']);
  });

  it('are not remembered where the clock was put back', async () => {
    await ask('a');
    now -= 1;
    await ask('a');
    expect(validated).toEqual(['a', 'a']);
  });

  it('are nobody where the token was refused, each time', async () => {
    await expect(ask('bad')).rejects.toThrow('refused');
    await expect(ask('bad')).rejects.toThrow('refused');
    expect(validated).toHaveLength(2);
  });

  it('are forgotten, the oldest first, where there are more than a thousand', async () => {
    for (let index = 0; index <= 1_000; index += 1) await ask(String(index));
    await ask('1');
    expect(validated).toHaveLength(1_001);
    await ask('0');
    expect(validated.at(-1)).toBe('0');
  });
});
