import { createHash } from 'node:crypto';
import type { Clock } from '#bff/deps.ts';
import type { Secret } from '#bff/log/secret.ts';
import type { AcquiredToken, TokenSource } from './appToken.ts';
import type { ExchangeUserToken } from './exchangeUserToken.ts';

/** A token that ends within this is not sent any more. */
const LEAST_LEFT_MS = 30_000;
/** A person at work needs one; those of people who are gone end by themselves. */
const MOST_KEPT = 200;

/** Graph tokens in the names of people, by the tokens that they came with. In memory only. */
export interface UserTokens {
  /** Those of whoever has this token. @throws what {@link ExchangeUserToken} throws. */
  of(userToken: Secret<string>): TokenSource;
}

/** Builds {@link UserTokens}: one exchange for each token of ours, as long as its result lives. */
export function createUserTokens(exchange: ExchangeUserToken, clock: Clock): UserTokens {
  const kept = new Map<string, Promise<AcquiredToken>>();

  function fetchFor(name: string, userToken: Secret<string>): Promise<AcquiredToken> {
    const running = exchange(userToken);
    kept.delete(name);
    kept.set(name, running);
    running.catch(() => {
      if (kept.get(name) === running) kept.delete(name);
    });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return running;
  }

  return {
    of(userToken) {
      // Nobody who looks at the map finds a token of ours in it.
      const name = createHash('sha256').update(userToken.reveal()).digest('base64');
      return {
        async get() {
          // No pause before the exchange is noted: all who ask at once wait for the same one.
          const running = kept.get(name);
          const held = running && (await running);
          const isGood = held !== undefined && held.expiresAt - clock.now() >= LEAST_LEFT_MS;
          return (isGood ? held : await fetchFor(name, userToken)).token;
        },
        async renew(refused) {
          const running = kept.get(name);
          const held = running && (await running);
          const isOther = held !== undefined && held.token !== refused;
          return (isOther ? held : await fetchFor(name, userToken)).token;
        },
      };
    },
  };
}
