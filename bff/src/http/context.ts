import type { Caller, ValidateToken } from '#bff/auth/caller.ts';
import type { StepUp } from '#bff/auth/stepUp.ts';
import type { TokenAges } from '#bff/auth/tokenAges.ts';
import type { Clock } from '#bff/deps.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Secret } from '#bff/log/secret.ts';
import type { AppError } from '#shared/failure/appError.ts';
import type { IdempotencyStore } from './idempotencyStore.ts';
import type { RateLimiter } from './rateLimiter.ts';

/** What every handler finds in `c.var`. */
export interface AppEnv {
  Variables: {
    /** GUID drawn for this request; in every log line and problem document of it. */
    requestId: string;
    /** Logger that already carries the request id, and the caller once known. */
    log: Logger;
    /** Who calls. Set by the guard, so present in every route but the public ones. */
    caller: Caller;
    /** The bearer token that {@link Caller} was read from, for what a person does by their own right. */
    userToken: Secret<string>;
    /** For the guard only. */
    validateToken: ValidateToken;
    /** What {@link Caller} lacks for what a person does about themself; null when nothing. For the guard and who asks. */
    signInDoubt: () => AppError | null;
    /** For the guard only. */
    tokenAges: TokenAges;
    /** For the guard only. */
    rateLimiter: RateLimiter;
    /** For the guard only. */
    stepUp: StepUp;
    /** For the guard only. */
    clock: Clock;
    /** For calls that change something. */
    idempotency: IdempotencyStore;
  };
}
