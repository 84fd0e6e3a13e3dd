import type { AbortSignalLike } from './abortSignalLike.ts';

/** An abort signal of our own, fired once by `abort`; `shared/` has no AbortController. */
export interface CloseSignal extends AbortSignalLike {
  abort(): void;
}

/** Makes a signal that has not fired. */
export function createCloseSignal(): CloseSignal {
  const listeners = new Set<() => void>();
  let aborted = false;
  return {
    get aborted() {
      return aborted;
    },
    addEventListener: (_type, listener) => listeners.add(listener),
    removeEventListener: (_type, listener) => listeners.delete(listener),
    abort() {
      if (aborted) return;
      aborted = true;
      for (const listener of listeners) listener();
    },
  };
}
