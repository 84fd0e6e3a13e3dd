import type { MiddlewareHandler } from 'hono';
import type { HeaderSet } from './pageHeaders.ts';

/** Sets headers on every answer that passes, refusals as well, unless a handler set one itself. */
export function applyHeaders(headersOf: (path: string) => HeaderSet): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headersOf(c.req.path))) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  };
}
