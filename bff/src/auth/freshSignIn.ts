import { HttpFailure } from '#bff/http/httpFailure.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { Caller } from './caller.ts';
import { wantedClaims } from './wantedClaims.ts';

/** How fresh and how strong a sign-in has to be for what a person does about themself. */
export interface SignInRule {
  readonly maximumAgeSeconds: number;
  /** The authentication context that Conditional Access ties to a strength; null: freshness alone is asked for. */
  readonly context: string | null;
}

/** For clocks that do not agree, as everywhere with tokens. */
const LEEWAY_SECONDS = 60;

/**
 * What is wrong with a sign-in; null when nothing is. Entra writes a context into a token that nobody has tied to a policy as
 * well, and one that was met hours ago: so the age is looked at too, whatever the token names.
 * @see Claims challenges and Conditional Access authentication context (Microsoft identity platform)
 */
export function signInDoubt(
  { authTime, acrs }: Pick<Caller, 'authTime' | 'acrs'>,
  { maximumAgeSeconds, context }: SignInRule,
  nowMs: number,
): AppError | null {
  // Signing in again would not help: the registration does not ask for the claim.
  if (authTime === null) return new AppError('session_forbidden', 'the token has no auth_time');
  const age = nowMs / 1000 - authTime;
  const isFresh = age <= maximumAgeSeconds && age >= -LEEWAY_SECONDS;
  if (isFresh && (context === null || acrs.includes(context))) return null;
  return new HttpFailure('session_not_fresh', 'the sign-in is too old or too weak', {
    claims: wantedClaims(context),
  });
}
