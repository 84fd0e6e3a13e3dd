import { AbortedError, StatusError } from './ctapStatus.ts';
import type { Clock, TouchPolicy } from './ports.ts';

const TOUCH_TIMEOUT_MS = 30_000;
/** The finger of a person who just presses the button. */
const DEFAULT_FINGER = 'right index';

/** The button or sensor of a key, and the person in front of it. */
export interface UserPresence {
  /**
   * Waits for a finger. @returns which finger it was.
   * @throws StatusError OPERATION_DENIED, KEEPALIVE_CANCEL, USER_ACTION_TIMEOUT; AbortedError when swept away
   */
  wait(timeoutMs?: number): Promise<string>;
  /** A finger on the key now. @returns whether the key was waiting for one. */
  touch(finger?: string): boolean;
  decline(): void;
  cancel(): void;
  abort(): void;
  isWaiting(): boolean;
  setPolicy(policy: TouchPolicy): void;
  touches(): number;
}

export function createUserPresence(
  clock: Clock,
  initialPolicy: TouchPolicy,
  onChange: () => void,
): UserPresence {
  let policy = initialPolicy;
  let touches = 0;
  let waiting:
    | { resolve: (finger: string) => void; reject: (cause: Error) => void; stopTimers: () => void }
    | undefined;

  function end(): typeof waiting {
    const ended = waiting;
    waiting = undefined;
    ended?.stopTimers();
    if (ended !== undefined) onChange();
    return ended;
  }
  function touch(finger = DEFAULT_FINGER): boolean {
    if (waiting === undefined) return false;
    touches += 1;
    end()?.resolve(finger);
    return true;
  }
  const refuse = (cause: Error) => end()?.reject(cause);

  return {
    wait(timeoutMs = TOUCH_TIMEOUT_MS) {
      if (policy === 'immediate') {
        touches += 1;
        return Promise.resolve(DEFAULT_FINGER);
      }
      if (policy === 'deny') return Promise.reject(new StatusError('OPERATION_DENIED'));
      return new Promise<string>((resolve, reject) => {
        const stopTimeout = clock.setTimeout(
          () => refuse(new StatusError('USER_ACTION_TIMEOUT')),
          timeoutMs,
        );
        const stopTouch =
          typeof policy === 'object' ? clock.setTimeout(() => touch(), policy.afterMs) : () => {};
        const stopTimers = () => {
          stopTimeout();
          stopTouch();
        };
        waiting = { resolve, reject, stopTimers };
        onChange();
      });
    },
    touch,
    decline: () => refuse(new StatusError('OPERATION_DENIED')),
    cancel: () => refuse(new StatusError('KEEPALIVE_CANCEL')),
    abort: () => refuse(new AbortedError('swept away')),
    isWaiting: () => waiting !== undefined,
    setPolicy(next) {
      policy = next;
    },
    touches: () => touches,
  };
}
