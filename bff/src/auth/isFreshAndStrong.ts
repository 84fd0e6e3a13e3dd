import type { Caller } from './caller.ts';

/** How fresh and how strong a sign-in has to be. */
export interface SignInRule {
  readonly maximumAgeSeconds: number;
  /** The authentication context that Conditional Access ties to a strength; null: freshness alone is asked for. */
  readonly context: string | null;
}

/** For clocks that do not agree, as everywhere with tokens. */
const LEEWAY_SECONDS = 60;

/**
 * Tells whether a sign-in is as a rule wants it. Entra writes a context into a token that nobody has tied to a policy as well,
 * and one that was met hours ago: so the age is looked at too, whatever the token names.
 * @see Claims challenges and Conditional Access authentication context (Microsoft identity platform)
 */
export function isFreshAndStrong(
  { authTime, acrs }: Pick<Caller, 'authTime' | 'acrs'>,
  { maximumAgeSeconds, context }: SignInRule,
  nowMs: number,
): boolean {
  if (authTime === null) return false;
  const age = nowMs / 1000 - authTime;
  const isFresh = age <= maximumAgeSeconds && age >= -LEEWAY_SECONDS;
  return isFresh && (context === null || acrs.includes(context));
}
