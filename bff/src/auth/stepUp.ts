import { HttpFailure } from '#bff/http/httpFailure.ts';
import type { Caller } from './caller.ts';
import { isFreshAndStrong } from './isFreshAndStrong.ts';
import { wantedClaims } from './wantedClaims.ts';

/** What is demanded of a sign-in before something that cannot be taken back. */
export interface StepUp {
  readonly isOn: boolean;
  /** An authentication context of Conditional Access, such as `c1`; null: how recent the sign-in is has to do. */
  readonly context: string | null;
}

/** Entra's own limit for managing one's methods. */
const MAXIMUM_AGE_SECONDS = 600;

/** However much is done meanwhile: a token can be renewed for a day and longer. */
const LONGEST_SESSION_SECONDS = 8 * 3_600;

/**
 * Refuses whoever signed in more than eight hours ago. Where the registration does not ask for `auth_time` nobody knows.
 * @param now in milliseconds
 * @throws HttpFailure `session_step_up`, 401, with the challenge that the page hands on to Entra.
 */
export function demandSession({ authTime }: Pick<Caller, 'authTime'>, now: number): void {
  if (authTime === null || now / 1000 - authTime < LONGEST_SESSION_SECONDS) return;
  throw new HttpFailure('session_step_up', 'the sign-in was too long ago', {
    claims: wantedClaims(null),
  });
}

/**
 * Demands a recent sign-in, and the authentication context where one is set.
 * @param now in milliseconds
 * @throws HttpFailure `session_step_up`, 401, with the challenge that the page hands on to Entra.
 */
export function demandStepUp(caller: Caller, { isOn, context }: StepUp, now: number): void {
  if (!isOn) return;
  if (isFreshAndStrong(caller, { maximumAgeSeconds: MAXIMUM_AGE_SECONDS, context }, now)) return;
  throw new HttpFailure('session_step_up', 'the sign-in is not recent or not strong enough', {
    claims: wantedClaims(context),
  });
}
