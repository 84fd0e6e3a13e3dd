import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import type { SessionClock, SessionEnd } from '#web/usecases/session/sessionClock.ts';

/** Whether the session is about to end by itself. */
export interface SessionWatch {
  isEnding(): boolean;
  subscribe(listener: () => void): () => void;
  /** Watches from now on. @returns what ends that */
  start(): () => void;
}

interface SessionWatchParts {
  readonly clock: SessionClock;
  /** The window: what people do in it. */
  readonly target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  /** Keys that are plugged in, touched and pulled out: somebody is there who needs no mouse. */
  readonly onKeys: (listener: () => void) => () => void;
  readonly timers: Pick<CtapTimers, 'setTimeout'>;
  readonly end: (why: SessionEnd) => void;
}

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
/** A computer that slept, or a tab that was hidden, ran no timer. */
const RETURNS = ['focus', 'visibilitychange'] as const;
const LOOK_AGAIN_MS = 5_000;

/** Ends a session on time. A look comes before each sign of life, so that nothing wakes what is over. */
export function watchSession(parts: SessionWatchParts): SessionWatch {
  const { clock, target, onKeys, timers, end } = parts;
  const listeners = new Set<() => void>();
  let isEnding = false;
  let isOver = false;

  const look = () => {
    if (isOver) return;
    const standing = clock.standing();
    if (standing === 'idle' || standing === 'hours') {
      isOver = true;
      end(standing);
    }
    if (isEnding === (standing === 'soon')) return;
    isEnding = standing === 'soon';
    for (const listener of listeners) listener();
  };
  const alive = () => {
    look();
    clock.note();
    look();
  };

  return {
    isEnding: () => isEnding,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      let stopTimer: () => void = () => undefined;
      const again = () => {
        look();
        stopTimer = timers.setTimeout(again, LOOK_AGAIN_MS);
      };
      again();
      for (const sign of SIGNS_OF_LIFE) {
        target.addEventListener(sign, alive, { capture: true, passive: true });
      }
      for (const event of RETURNS) target.addEventListener(event, look, { capture: true });
      const stopKeys = onKeys(alive);
      return () => {
        stopTimer();
        stopKeys();
        for (const sign of SIGNS_OF_LIFE) {
          target.removeEventListener(sign, alive, { capture: true });
        }
        for (const event of RETURNS) target.removeEventListener(event, look, { capture: true });
      };
    },
  };
}
