import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { signInDoubt } from '#bff/auth/freshSignIn.ts';
import { createTokenAges } from '#bff/auth/tokenAges.ts';
import type { AppDeps } from '#bff/deps.ts';
import type { AppEnv } from './context.ts';
import { createRateLimiter } from './rateLimiter.ts';

/** Draws the request id, puts the request's logger and services into the context and writes one line at the end. */
export function requestScope(
  deps: Pick<AppDeps, 'config' | 'log' | 'clock' | 'validateToken' | 'idempotency'>,
): MiddlewareHandler<AppEnv> {
  const tokenAges = createTokenAges(deps.config.batchTokenSeconds, deps.clock);
  const rateLimiter = createRateLimiter(() => deps.clock.now());
  return async (c, next) => {
    const startedAt = deps.clock.now();
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.set('log', deps.log.with({ requestId }));
    c.set('validateToken', deps.validateToken);
    c.set('tokenAges', tokenAges);
    c.set('signInDoubt', () => signInDoubt(c.var.caller, deps.config.ownSignIn, deps.clock.now()));
    c.set('rateLimiter', rateLimiter);
    c.set('stepUp', deps.config.stepUp);
    c.set('clock', deps.clock);
    c.set('idempotency', deps.idempotency);
    await next();
    // Not by `c.header`, which has Hono copy a finished answer as a stream.
    c.res.headers.set('x-request-id', requestId);
    c.var.log.info('request', {
      method: c.req.method,
      // The template that matched: paths hold ids of people, which belong into fields of their own.
      route: routePath(c, -1),
      status: c.res.status,
      durationMs: deps.clock.now() - startedAt,
    });
  };
}
