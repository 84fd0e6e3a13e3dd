import type { FailureCode } from '../failure/codes.ts';
import type { AppearedMethod } from './appearedMethod.ts';

/** For how long a new method is waited for, from the start or from the last time that somebody asked for it again. */
const WATCH_MS = 10 * 60_000;
/** For how long after that somebody may still ask for another look, before the enrolment ends. */
export const RESUMABLE_MS = 60 * 60_000;

/** How a registration on Microsoft's page stands: what enrolments of the way `guided` have beyond the others. */
export interface GuidedState {
  /** When the first look at the directory was; ISO 8601 UTC. */
  readonly startedAt: string;
  /** When the watch began, or was resumed last; ISO 8601 UTC. */
  readonly watchedSince: string;
  readonly appeared: readonly AppearedMethod[];
  /** Which of several a person said is theirs. */
  readonly chosenId: string | null;
  readonly recognised: AppearedMethod | null;
  /** Why the profile forbids it. */
  readonly forbidden: FailureCode | null;
  /** Why it stays although the profile has it removed. */
  readonly keptFor: FailureCode | null;
}

/** A watch as it begins. */
export function newWatch(at: string): GuidedState {
  return {
    startedAt: at,
    watchedSince: at,
    appeared: [],
    chosenId: null,
    recognised: null,
    forbidden: null,
    keptFor: null,
  };
}

/** When the watch ends, in milliseconds since the epoch. */
export function watchEndsAt({ watchedSince }: GuidedState): number {
  return Date.parse(watchedSince) + WATCH_MS;
}

const FIRST_MS = 2 * 60_000;
const THEN_MS = 5 * 60_000;

/**
 * How long to wait from one look to the next: people who are at it are seen soon, those who take their time cost little.
 * The last look is when the time is over.
 * @param now milliseconds since the epoch, not after the end
 */
export function pauseBeforeNextLook(guided: GuidedState, now: number): number {
  const age = now - Date.parse(guided.watchedSince);
  const pause = age < FIRST_MS ? 5_000 : age < THEN_MS ? 10_000 : 20_000;
  return Math.min(pause, watchEndsAt(guided) - now);
}
