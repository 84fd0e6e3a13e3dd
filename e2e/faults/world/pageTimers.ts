import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';

/** The timers of one page, which are gone when it is. */
export function timersOfPage(clock: CtapTimers): CtapTimers & { stop(): void } {
  const running = new Set<() => void>();
  return {
    now: clock.now,
    setTimeout(callback, ms) {
      const cancel = clock.setTimeout(() => {
        running.delete(cancel);
        callback();
      }, ms);
      running.add(cancel);
      return () => {
        running.delete(cancel);
        cancel();
      };
    },
    stop() {
      for (const cancel of running) cancel();
      running.clear();
    },
  };
}
