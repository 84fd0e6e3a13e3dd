import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { placeOf } from '#bff/log/placeOf.ts';
import type { Problem } from '#shared/api/index.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { AppEnv } from './context.ts';
import { failureStatus } from './failureStatus.ts';
import { HttpFailure } from './httpFailure.ts';

/** Words for developers who read raw answers; people read those of the page, by code. */
const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Sign-in is needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'The method is not allowed here',
  409: 'The state has changed',
  410: 'It is gone',
  413: 'The request is too large',
  415: 'Only JSON is accepted',
  422: 'This cannot be done',
  429: 'Too many requests',
  500: 'Something went wrong here',
  502: 'Microsoft Graph refused',
  503: 'Not available now',
};

/** Any thrown value as an AppError: ours stay, everything else is `internal` and keeps its text to itself. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException && error.status < 500) {
    return new HttpFailure('request_invalid', 'the framework refused the request', {
      status: error.status,
      cause: error,
    });
  }
  return new AppError('internal', 'unexpected error', { cause: error });
}

function retryAfterOf(error: AppError): number | undefined {
  return error instanceof GraphError || error instanceof HttpFailure
    ? error.retryAfterSeconds
    : undefined;
}

function statusOf(error: AppError): ContentfulStatusCode {
  const own = error instanceof HttpFailure ? error.status : undefined;
  return (own as ContentfulStatusCode | undefined) ?? failureStatus(error.code);
}

function note(c: Context<AppEnv>, error: AppError, status: number): void {
  const isOurs = status === 500;
  const cause = error.code === 'internal' ? error.cause : error;
  const place = isOurs ? placeOf(cause) : undefined;
  c.var.log[isOurs ? 'error' : 'info']('request_failed', {
    code: error.code,
    status,
    errorName: cause instanceof Error ? cause.name : typeof cause,
    ...(place === undefined ? {} : { errorAt: place }),
  });
}

function challenge(c: Context<AppEnv>, error: AppError): string {
  const { code } = error;
  if (error instanceof HttpFailure && error.claims !== undefined) {
    const claims = Buffer.from(error.claims, 'utf8').toString('base64');
    return `Bearer realm="Keywright", error="insufficient_claims", claims="${claims}"`;
  }
  const hasToken = c.req.header('authorization') !== undefined;
  return hasToken || code === 'session_expired'
    ? 'Bearer realm="Keywright", error="invalid_token"'
    : 'Bearer realm="Keywright"';
}

/**
 * Answers a thrown value with a problem document (RFC 9457). Nothing of the request or of the error's text gets into
 * it: code, status, request id, and what {@link HttpFailure} and GraphError are known to hold.
 */
export function problemResponse(thrown: unknown, c: Context<AppEnv>): Response {
  const error = toAppError(thrown);
  const status = statusOf(error);
  note(c, error, status);
  const retryAfterSeconds = retryAfterOf(error);
  const body: Problem = {
    type: `urn:keywright:failure:${error.code}`,
    title: TITLES[status] ?? 'Refused',
    status,
    code: error.code,
    requestId: c.var.requestId,
    ...(error instanceof GraphError && error.requestId !== undefined
      ? { graphRequestId: error.requestId }
      : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(error instanceof HttpFailure && error.errors ? { errors: [...error.errors] } : {}),
  };
  if (status === 401) c.header('WWW-Authenticate', challenge(c, error));
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify(body), status);
}
