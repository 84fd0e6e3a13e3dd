import type { Enrolment } from '#shared/api/index.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

/**
 * What a run waits for. `touch`: the key blinks. `plug`: the key of this enrolment. `replug`: pull it out and plug it
 * in again. `otherKey`: another one. `browser`: its own window asks for the key. `wait`: the tenant or our backend, no one has to do anything.
 */
export type Need =
  | 'touch'
  | 'plug'
  | 'replug'
  | 'otherKey'
  | 'browser'
  | 'pin'
  | 'confirmReset'
  | 'tryAgain'
  | 'signIn'
  | 'wait';

/** Asks for a PIN, with what the person has to know to type it. Lengths in code points. */
export interface PinQuestion {
  /** `new`: they choose it now; `current`: the key has it already. */
  readonly purpose: 'new' | 'current';
  readonly minPinLength: number;
  readonly maxPinLength: number | null;
  /** Attempts left; null where the key did not say. */
  readonly pinRetries: number | null;
  /** What was wrong with the PIN typed before. */
  readonly failure: FailureCode | null;
}

/** Why a run stands still or had to begin a step again. */
export interface RunFailure {
  readonly code: FailureCode;
  readonly pinRetries: number | null;
}

/** How one enrolment stands at this page: plain values, replaced as a whole at every change. */
export interface EnrolmentRun {
  readonly enrolment: Enrolment;
  /** `cancelling`: what was done is being taken back. */
  readonly phase: 'running' | 'cancelling' | 'done' | 'rolledBack' | 'left';
  /** Null while the page, the key or the backend works. */
  readonly need: Need | null;
  /** Set while `need` is `pin`. */
  readonly pin: PinQuestion | null;
  /** Set while `need` is `confirmReset`: why, or null where the profile simply wants it. */
  readonly resetReason: FailureCode | null;
  readonly failure: RunFailure | null;
  /** The {@link StationKey} in use, while it is plugged in. */
  readonly keyId: string | null;
  /** Requests sent so far: CTAPHID messages to the key, HTTP requests to the backend. */
  readonly requests: { readonly key: number; readonly backend: number };
}
