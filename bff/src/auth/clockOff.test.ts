import { describe, expect, it } from 'vitest';
import { json, scriptFetch } from '#bff/testFetch.ts';
import { isFreshAndStrong } from './isFreshAndStrong.ts';
import { demandSession } from './stepUp.ts';
import { createTestKey, TENANT } from './testTokens.ts';
import { createTokenValidator } from './validateToken.ts';

const MINUTE = 60;
const NOW = 1_800_000_000;
const KEYS_CALL = `GET ${TENANT.loginOrigin}/${TENANT.tenantId}/discovery/v2.0/keys`;

/** What a backend says whose clock is off by so many seconds. */
async function backendThatIs(offSeconds: number) {
  const key = await createTestKey('k1');
  const { fetch } = scriptFetch([{ call: KEYS_CALL, answer: json({ keys: [key.jwk] }) }]);
  const now = (atSeconds: number) => (atSeconds + offSeconds) * 1000;
  let at = NOW;
  const validate = createTokenValidator(TENANT, { now: () => now(at) }, fetch);
  return {
    /** A token as Entra makes it: its times begin five minutes early. */
    takes: (secondsAfter: number) => {
      at = NOW + secondsAfter;
      const begins = NOW - 5 * MINUTE;
      const claims = { iat: begins, nbf: begins, exp: NOW + 60 * MINUTE };
      return key
        .sign(NOW, { claims })
        .then(validate)
        .then(
          () => true,
          () => false,
        );
    },
    isFresh: (secondsAgo: number) =>
      isFreshAndStrong(
        { authTime: NOW - secondsAgo, acrs: [] },
        { maximumAgeSeconds: 10 * MINUTE, context: null },
        now(NOW),
      ),
    isSession(secondsAgo: number) {
      try {
        demandSession({ authTime: NOW - secondsAgo }, now(NOW));
        return true;
      } catch {
        return false;
      }
    },
  };
}

describe('a backend whose clock is off', () => {
  it('by five minutes, either way, takes tokens and no longer than they would last for it', async () => {
    const behind = await backendThatIs(-5 * MINUTE);
    expect(await behind.takes(0)).toBe(true);
    expect(await behind.takes(67 * MINUTE)).toBe(false);
    const ahead = await backendThatIs(5 * MINUTE);
    expect(await ahead.takes(0)).toBe(true);
    expect(await ahead.takes(57 * MINUTE)).toBe(false);
  });

  it('and is ahead asks for a sign-in sooner', async () => {
    const { isFresh, isSession } = await backendThatIs(5 * MINUTE);
    expect([isFresh(0), isFresh(5 * MINUTE), isFresh(5 * MINUTE + 1)]).toEqual([true, true, false]);
    expect(isSession(8 * 60 * MINUTE - 5 * MINUTE)).toBe(false);
  });

  it('and is behind takes no sign-in that seems to come, rather than one of too long ago', async () => {
    const { isFresh, isSession } = await backendThatIs(-5 * MINUTE);
    expect([isFresh(0), isFresh(4 * MINUTE)]).toEqual([false, true]);
    // So much longer, and no more: a clock has to be right.
    expect([isFresh(15 * MINUTE), isFresh(15 * MINUTE + 1)]).toEqual([true, false]);
    expect(isSession(8 * 60 * MINUTE + 5 * MINUTE)).toBe(false);
  });
});
