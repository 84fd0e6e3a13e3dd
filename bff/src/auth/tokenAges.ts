import { createHash } from 'node:crypto';
import type { Clock } from '#bff/deps.ts';

/** Knows how long tokens have been in use, for operations that want the roles of this minute. */
export interface TokenAges {
  /** Notes a validated token. `issuedAt`: its `iat`, in seconds. True while its roles count as read just now. */
  isFresh(token: string, issuedAt: number): boolean;
}

/** Entra writes times of issue up to five minutes early. */
const BACKDATED_SECONDS = 300;
/** For clocks that do not agree, as everywhere with tokens. */
const LEEWAY_SECONDS = 60;
/** Beyond it the tokens that were seen longest ago are forgotten; the time of issue still bounds those. */
const MOST_TOKENS = 50_000;

/**
 * Makes it for this process. A token is fresh for `seconds` after it was seen here first, and never once its time of issue is
 * longer past than that, the five minutes that Entra backdates, and the leeway: so one that another backend has seen, or
 * this one before a restart, does not begin anew for long.
 */
export function createTokenAges(seconds: number, clock: Clock, most = MOST_TOKENS): TokenAges {
  /** When each was seen first, in milliseconds, the oldest first. */
  const seen = new Map<string, number>();
  const keptMs = (seconds + BACKDATED_SECONDS + 2 * LEEWAY_SECONDS) * 1000;

  function forget(now: number): void {
    for (const [name, firstSeen] of seen) {
      if (firstSeen >= now - keptMs && seen.size <= most) return;
      seen.delete(name);
    }
  }

  return {
    isFresh(token, issuedAt) {
      const now = clock.now();
      const name = nameOf(token);
      const firstSeen = seen.get(name) ?? now;
      if (!seen.has(name)) {
        seen.set(name, now);
        forget(now);
      }
      const isNew = now - firstSeen <= seconds * 1000;
      return isNew && now / 1000 - issuedAt <= seconds + BACKDATED_SECONDS + LEEWAY_SECONDS;
    },
  };
}

/** By what is signed: the signature could be written in another way and still be good. */
function nameOf(token: string): string {
  const signed = token.slice(0, Math.max(0, token.lastIndexOf('.')));
  return createHash('sha256')
    .update(signed === '' ? token : signed)
    .digest('base64');
}
