import { cors } from 'hono/cors';

const PREFLIGHT_SECONDS = 600;

/** CORS for exactly the configured page origins; without any, no cross-origin call passes a browser. */
export function allowOrigins(origins: readonly string[]) {
  return cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['authorization', 'content-type'],
    exposeHeaders: ['www-authenticate', 'retry-after', 'x-request-id'],
    maxAge: PREFLIGHT_SECONDS,
  });
}
