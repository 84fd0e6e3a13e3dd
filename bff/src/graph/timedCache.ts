import type { Clock } from '#bff/deps.ts';

const MAXIMUM_ENTRIES = 1_000;

/** Remembers what was read, for a short time. A read that failed is not remembered. */
export interface TimedCache<T> {
  get(key: string, read: () => Promise<T>): Promise<T>;
  /** Reads, whatever is remembered, and remembers that instead. */
  renew(key: string, read: () => Promise<T>): Promise<T>;
}

/** Builds an empty cache; with 0 ms nothing is remembered. */
export function createTimedCache<T>(clock: Clock, lifeMs: number): TimedCache<T> {
  const entries = new Map<string, { value: T; until: number }>();
  async function renew(key: string, read: () => Promise<T>): Promise<T> {
    // Counted from before the read, so that nothing is ever older than promised.
    const until = clock.now() + lifeMs;
    const value = await read();
    if (lifeMs === 0) return value;
    if (entries.size >= MAXIMUM_ENTRIES) entries.clear();
    entries.set(key, { value, until });
    return value;
  }
  return {
    renew,
    async get(key, read) {
      const entry = entries.get(key);
      if (entry !== undefined && clock.now() < entry.until) return entry.value;
      return renew(key, read);
    },
  };
}
