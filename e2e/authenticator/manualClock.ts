import type { Clock } from './ports.ts';

export interface ManualClock extends Clock {
  /** Moves time on and runs what falls due, in order, letting promises settle after each timer. */
  advance(ms: number): Promise<void>;
}

/** Lets everything that is already decided happen: promise callbacks run, time stands still. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

/** A clock that moves only when told. */
export function createManualClock(start = 1_000_000): ManualClock {
  let now = start;
  let timers: { due: number; order: number; callback: () => void }[] = [];
  let order = 0;
  return {
    now: () => now,
    setTimeout(callback, ms) {
      const timer = { due: now + ms, order: order++, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = timers
          .filter((timer) => timer.due <= end)
          .sort((a, b) => a.due - b.due || a.order - b.order)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.due;
        next.callback();
        await settle();
      }
      now = end;
    },
  };
}
