import { TransportError } from '#shared/failure/appError.ts';
import type { AbortSignalLike } from './abortSignalLike.ts';

/** Runs calls one after the other, in the order they came. */
export interface CallQueue {
  /** A call whose signal fires while it waits is never started. */
  add<Result>(start: () => Promise<Result>, signal?: AbortSignalLike): Promise<Result>;
  /** What waits, what runs and what comes later rejects with TransportError `cancelled`. */
  close(): void;
}

/** Makes an empty queue. A failed call does not stop the ones behind it. */
export function createCallQueue(): CallQueue {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const onClose = new Set<() => void>();

  function add<Result>(start: () => Promise<Result>, signal?: AbortSignalLike): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const cancel = (): void => {
        onClose.delete(cancel);
        reject(cancelled());
      };
      if (closed || signal?.aborted) return cancel();
      onClose.add(cancel);
      signal?.addEventListener('abort', cancel);

      last = last.then(async () => {
        signal?.removeEventListener('abort', cancel);
        // Told to stop while waiting: the promise has ended and the set no longer holds the call.
        if (!onClose.has(cancel)) return;
        try {
          resolve(await start());
        } catch (error) {
          reject(error);
        } finally {
          onClose.delete(cancel);
        }
      });
    });
  }

  function close(): void {
    closed = true;
    for (const cancel of onClose) cancel();
  }

  return { add, close };
}

function cancelled(): TransportError {
  return new TransportError('cancelled', 'The request was cancelled');
}
