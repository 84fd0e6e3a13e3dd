import { HttpFailure } from '#bff/http/httpFailure.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { Caller } from './caller.ts';
import { isFreshAndStrong, type SignInRule } from './isFreshAndStrong.ts';
import { wantedClaims } from './wantedClaims.ts';

/** What is wrong with a sign-in for what a person does about themself; null when nothing is. */
export function signInDoubt(
  caller: Pick<Caller, 'authTime' | 'acrs'>,
  rule: SignInRule,
  nowMs: number,
): AppError | null {
  // Signing in again would not help: the registration does not ask for the claim.
  if (caller.authTime === null) {
    return new AppError('session_forbidden', 'the token has no auth_time');
  }
  if (isFreshAndStrong(caller, rule, nowMs)) return null;
  return new HttpFailure('session_not_fresh', 'the sign-in is too old or too weak', {
    claims: wantedClaims(rule.context),
  });
}
