import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
}

/** The time of a whole world: keys, pages, backends and tenant. It stands still until somebody moves it. */
export interface VirtualClock extends CtapTimers {
  /** Moves time on without running anything; what fell due runs with the next {@link VirtualClock.runNext}. */
  jump(ms: number): void;
  /** Goes to the next timer and runs it. False where there is none within `ms`. */
  runNext(ms: number): boolean;
}

/** Makes a clock that begins at an instant in milliseconds since the epoch. */
export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  let order = 0;
  let timers: Timer[] = [];
  return {
    now: () => now,
    setTimeout(callback, ms) {
      const timer = { due: now + ms, order: order++, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    jump(ms) {
      now += ms;
    },
    runNext(ms) {
      const [next] = timers.toSorted((a, b) => a.due - b.due || a.order - b.order);
      if (next === undefined || next.due > now + ms) return false;
      timers = timers.filter((timer) => timer !== next);
      now = Math.max(now, next.due);
      next.callback();
      return true;
    },
  };
}
