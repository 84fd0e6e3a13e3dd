import type { WatchedKey } from '../world/watchedKey.ts';
import type { RealPage } from './realPage.ts';

/** An enrolment as the person at a desk sees it through. */
export interface Task {
  readonly holderId: string;
  readonly profileId: string;
  /** The key they mean to use. */
  readonly key: WatchedKey;
  /** Once a page has told it. */
  enrolmentId: string | null;
  isOver: boolean;
  /** The page at which something is being asked for it outside of a run; a page that is gone never gets an answer. */
  askingAt: RealPage | null;
  /** When they did something last. */
  actsAt: number;
  triesInVain: number;
  /** How often nothing happened for so long that the page was loaded again. */
  standstills: number;
  /** The journal's length when they last saw it, and since when. */
  seq: number;
  seqAt: number;
}

/** A task nobody has begun. */
export function newTask(holderId: string, profileId: string, key: WatchedKey): Task {
  return {
    holderId,
    profileId,
    key,
    enrolmentId: null,
    isOver: false,
    askingAt: null,
    actsAt: 0,
    triesInVain: 0,
    standstills: 0,
    seq: 0,
    seqAt: performance.now(),
  };
}
