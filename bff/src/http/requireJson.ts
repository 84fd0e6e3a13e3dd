import type { MiddlewareHandler } from 'hono';
import { HttpFailure } from './httpFailure.ts';

const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i;

/**
 * Refuses a body that is not JSON: forms and plain text are what other sites can send without asking.
 * @throws HttpFailure `request_invalid`, status 415
 */
export function requireJson(): MiddlewareHandler {
  return async (c, next) => {
    const type = c.req.header('content-type');
    const hasBody = c.req.raw.body !== null && c.req.header('content-length') !== '0';
    const isSafe = type === undefined ? !hasBody : JSON_TYPE.test(type);
    if (!isSafe) throw new HttpFailure('request_invalid', 'the body is not JSON', { status: 415 });
    return next();
  };
}
