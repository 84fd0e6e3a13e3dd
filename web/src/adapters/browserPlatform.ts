import type { PlatformPort } from '#web/usecases/ports.ts';

/** The browser's clock, timers and cryptographic generator. */
export function createBrowserPlatform(): PlatformPort {
  return {
    timers: {
      now: () => performance.now(),
      setTimeout(callback, ms) {
        const timer = globalThis.setTimeout(callback, ms);
        return () => globalThis.clearTimeout(timer);
      },
    },
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    randomUuid: () => crypto.randomUUID(),
  };
}
