import type { MiddlewareHandler } from 'hono';
import { withOrigin } from '#bff/graph/callOrigin.ts';
import type { AppEnv } from '#bff/http/context.ts';
import { HttpFailure } from '#bff/http/httpFailure.ts';
import { Secret } from '#bff/log/secret.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { Caller } from './caller.ts';
import { isSelfService, type OperationId, ROUTE_ACCESS, type RouteRule } from './routeAccess.ts';
import { demandSession, demandStepUp } from './stepUp.ts';

const BEARER = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;
const MAXIMUM_TOKEN = 16_384;

/** Reads the token of `Authorization: Bearer …` (RFC 6750 §2.1). */
function bearerToken(header: string | undefined): string {
  const token = header === undefined ? undefined : BEARER.exec(header)?.[1];
  if (token === undefined || token.length > MAXIMUM_TOKEN) {
    throw new AppError('session_missing', 'no bearer token in the request');
  }
  return token;
}

/** @throws AppError `session_forbidden`. */
function checkAccess(caller: Caller, rule: RouteRule): void {
  if (rule.access === 'public' || rule.access === 'member') return;
  const { access } = rule;
  // A guest account is governed by somebody else's tenant; it never acts on other people here.
  if (caller.isGuest || !caller.roles.some((role) => access.includes(role))) {
    throw new AppError('session_forbidden', 'the caller has none of the roles of this route');
  }
}

/**
 * Lets a request pass only as {@link ROUTE_ACCESS} says, puts the caller into the context, and says of every call to Graph that is made
 * for it whether it is self-service.
 */
export function guard(operationId: OperationId): MiddlewareHandler<AppEnv> {
  const rule: RouteRule = ROUTE_ACCESS[operationId];
  return async (c, next) => {
    if (rule.access === 'public') return next();
    const token = bearerToken(c.req.header('authorization'));
    const caller = await c.var.validateToken(token);
    const isFresh = c.var.tokenAges.isFresh(token, caller.issuedAt);
    c.set('caller', caller);
    c.set('userToken', new Secret(token));
    c.set('log', c.var.log.with({ callerId: caller.id }));
    demandSession(caller, c.var.clock.now());
    checkAccess(caller, rule);
    if (rule.freshToken && !isFresh) {
      // The page gets another one at this, and with it the roles of now.
      throw new AppError('session_expired', 'the roles of this token may be out of date');
    }
    if (rule.freshSignIn === 'demanded') {
      const doubt = c.var.signInDoubt();
      if (doubt !== null) throw doubt;
    }
    if (rule.stepUp) demandStepUp(caller, c.var.stepUp, c.var.clock.now());
    const retryAfterSeconds = c.var.rateLimiter.take(caller.id, rule.rate);
    if (retryAfterSeconds > 0) {
      throw new HttpFailure('rate_limited', 'too many calls by this caller', { retryAfterSeconds });
    }
    const { requestId } = c.var;
    return withOrigin({ requestId, isSelfService: isSelfService(operationId, caller.roles) }, next);
  };
}
