import { describe, expect, it } from 'vitest';
import { createTokenAges } from './tokenAges.ts';

const NOW = 1_800_000_000;
const TOKEN = 'head.body.signature';

/** Tokens that are fresh for 60 s, and a clock that the test turns, in seconds. */
function ages(most?: number) {
  let now = NOW;
  const tokens = createTokenAges(60, { now: () => now * 1000 }, most);
  return {
    isFresh: (token: string, issuedAt = NOW) => tokens.isFresh(token, issuedAt),
    wait: (seconds: number) => {
      now += seconds;
    },
  };
}

describe('the age of a token', () => {
  it('is counted from its first use, whatever it was used for', () => {
    const { isFresh, wait } = ages();
    expect(isFresh(TOKEN)).toBe(true);
    wait(60);
    expect(isFresh(TOKEN)).toBe(true);
    wait(1);
    expect(isFresh(TOKEN)).toBe(false);
    expect(isFresh('head.another.signature', NOW + 61)).toBe(true);
  });

  it('is not made younger by another spelling of its signature', () => {
    const { isFresh, wait } = ages();
    expect(isFresh(TOKEN)).toBe(true);
    wait(61);
    expect(isFresh('head.body.signaturf')).toBe(false);
  });

  it('is bounded by the time of issue where it was not seen here before', () => {
    const { isFresh, wait } = ages();
    wait(60 + 300 + 60);
    expect(isFresh(TOKEN)).toBe(true);
    wait(1);
    expect(isFresh('head.elsewhere.signature')).toBe(false);
  });

  it('lets pass what Entra has just made and dated five minutes back', () => {
    const { isFresh } = ages();
    expect(isFresh(TOKEN, NOW - 300)).toBe(true);
  });

  it('is remembered until the time of issue says no, from however far in the future that was', () => {
    const { isFresh, wait } = ages();
    expect(isFresh(TOKEN, NOW + 60)).toBe(true);
    for (let second = 0; second < 900; second += 1) {
      wait(1);
      isFresh(`head.${second}.signature`, NOW + second);
      expect(isFresh(TOKEN, NOW + 60)).toBe(second < 60);
    }
  });

  it('is forgotten, the oldest first, beyond so many tokens', () => {
    const { isFresh, wait } = ages(2);
    for (const token of ['h.a.s', 'h.b.s', 'h.c.s']) expect(isFresh(token)).toBe(true);
    wait(61);
    expect(isFresh('h.b.s')).toBe(false);
    expect(isFresh('h.c.s')).toBe(false);
    expect(isFresh('h.a.s')).toBe(true);
  });
});
