import type { RateClass } from '#bff/auth/routeAccess.ts';

/**
 * Calls a minute for one caller, by class. A station posts about 10 calls per key: 3,000 is five keys a second. `own`,
 * which everybody in the tenant may call and which asks Graph each time: one person must not use up what all share.
 */
const CALLS_PER_MINUTE: Readonly<Record<RateClass, number>> = {
  read: 1_200,
  write: 3_000,
  own: 60,
  secret: 20,
};
const WINDOW_MS = 60_000;
const MAXIMUM_ENTRIES = 10_000;

/** Limits what one caller can ask of one process. The shared limit towards Graph is another matter. */
export interface RateLimiter {
  /** Counts a call. Returns 0 when it may go on, else the seconds to wait. */
  take(callerId: string, rate: RateClass): number;
}

/** A token bucket per caller and class: full at first, refilled evenly. */
export function createRateLimiter(now: () => number): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(callerId, rate) {
      const limit = CALLS_PER_MINUTE[rate];
      const key = `${rate}:${callerId}`;
      const time = now();
      const old = buckets.get(key) ?? { tokens: limit, at: time };
      const tokens = Math.min(limit, old.tokens + ((time - old.at) / WINDOW_MS) * limit);
      // Re-inserting keeps the map in order of use, so the first entry is the one to forget.
      buckets.delete(key);
      if (buckets.size >= MAXIMUM_ENTRIES) {
        for (const oldest of buckets.keys()) {
          buckets.delete(oldest);
          break;
        }
      }
      const isAllowed = tokens >= 1;
      buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at: time });
      return isAllowed ? 0 : Math.ceil(((1 - tokens) * WINDOW_MS) / limit / 1000);
    },
  };
}
