import type { Clock } from '#bff/deps.ts';

const MAXIMUM_ENTRIES = 1_000;

/** Remembers what was read, for a short time. A read that failed is not remembered. */
export interface TimedCache<T> {
  get(key: string, read: () => Promise<T>): Promise<T>;
  /** Remembers what came along with something else. @param readAt when its reading began, in milliseconds. */
  put(key: string, value: T, readAt: number): void;
}

/** Builds an empty cache; with 0 ms nothing is remembered. */
export function createTimedCache<T>(clock: Clock, lifeMs: number): TimedCache<T> {
  const entries = new Map<string, { value: T; until: number }>();
  function put(key: string, value: T, readAt: number): void {
    if (lifeMs === 0) return;
    if (entries.size >= MAXIMUM_ENTRIES) entries.clear();
    // Counted from before the read, so that nothing is ever older than promised.
    entries.set(key, { value, until: readAt + lifeMs });
  }
  return {
    put,
    async get(key, read) {
      const entry = entries.get(key);
      if (entry !== undefined && clock.now() < entry.until) return entry.value;
      const readAt = clock.now();
      const value = await read();
      put(key, value, readAt);
      return value;
    },
  };
}
