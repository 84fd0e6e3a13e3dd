import type { HonoRequest, MiddlewareHandler } from 'hono';
import { HttpFailure } from './httpFailure.ts';

const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i;

/**
 * Refuses a body that is not JSON: forms and plain text are what other sites can send without asking.
 * @throws HttpFailure `request_invalid`, status 415
 */
export function requireJson(): MiddlewareHandler {
  return async (c, next) => {
    const type = c.req.header('content-type');
    const isSafe = type === undefined ? !hasBody(c.req) : JSON_TYPE.test(type);
    if (!isSafe) throw new HttpFailure('request_invalid', 'the body is not JSON', { status: 415 });
    return next();
  };
}

function hasBody(request: HonoRequest): boolean {
  return request.raw.body !== null && request.header('content-length') !== '0';
}
