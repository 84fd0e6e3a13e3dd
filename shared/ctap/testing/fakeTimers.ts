import type { CtapTimers } from '../hid/hidPort.ts';

/** A clock for tests: stands still until told to go on. */
export interface FakeTimers extends CtapTimers {
  /** Lets `ms` pass, running what is due in order and letting promises settle in between. */
  advance(ms: number): Promise<void>;
}

/** Makes a clock at 0. */
export function createFakeTimers(): FakeTimers {
  let now = 0;
  const due = new Map<() => void, number>();

  return {
    now: () => now,
    setTimeout(callback, ms) {
      const entry = () => callback();
      due.set(entry, now + ms);
      return () => {
        due.delete(entry);
      };
    },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        await settle();
        const next = [...due].filter(([, at]) => at <= end).sort((a, b) => a[1] - b[1])[0];
        if (next === undefined) break;
        due.delete(next[0]);
        now = next[1];
        next[0]();
      }
      now = end;
      await settle();
    },
  };
}

/** Lets everything that only waits for promises go as far as it can. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 50; round += 1) await Promise.resolve();
}
