import type { Moment } from './killPlan.ts';

type Happening = Exclude<Moment['after'], 'starting'>;

/** Waits for the moment at which a kill is to strike. */
export interface Moments {
  /** Something happened that moments are counted from. */
  happened(what: Happening): void;
  /** Resolves with true in the moment, in the very turn of the event loop where it has no delay; with false when it is over before. */
  wait(moment: Moment, over: AbortSignal): Promise<boolean>;
}

/** Makes it; nothing is waited for yet. */
export function createMoments(): Moments {
  let waiting: { readonly what: string; left: number; readonly come: () => void } | null = null;

  function happened(what: Happening): void {
    if (waiting?.what !== what) return;
    waiting.left -= 1;
    if (waiting.left > 0) return;
    const { come } = waiting;
    waiting = null;
    come();
  }

  return {
    happened,
    wait: ({ after, nth, ms }, over) =>
      new Promise((resolve) => {
        if (over.aborted) return resolve(false);
        const end = (hasCome: boolean) => {
          waiting = null;
          over.removeEventListener('abort', giveUp);
          resolve(hasCome);
        };
        const giveUp = () => end(false);
        over.addEventListener('abort', giveUp, { once: true });
        const come = () => (ms === 0 ? end(true) : void setTimeout(() => end(!over.aborted), ms));
        if (after === 'began' || after === 'starting') come();
        else waiting = { what: after, left: nth, come };
      }),
  };
}
