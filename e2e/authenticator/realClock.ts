import type { Clock } from './ports.ts';

/** The machine's own time. Timers do not keep the process alive. */
export const realClock: Clock = {
  now: () => performance.now(),
  setTimeout(callback, ms) {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
