import { cors } from 'hono/cors';
import {
  APPROVAL_HEADER,
  LETTERS_LEFT_HEADER,
  PAGE_SESSION_HEADER,
  RESERVATION_HEADER,
} from '#shared/api/index.ts';
import { IDEMPOTENCY_HEADER } from './idempotent.ts';

const PREFLIGHT_SECONDS = 600;

/** CORS for exactly the configured page origins; without any, no cross-origin call passes a browser. */
export function allowOrigins(origins: readonly string[]) {
  return cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: [
      ...['authorization', 'content-type'],
      ...[IDEMPOTENCY_HEADER, PAGE_SESSION_HEADER, APPROVAL_HEADER],
    ],
    exposeHeaders: [
      'www-authenticate',
      'retry-after',
      'x-request-id',
      'content-disposition',
      RESERVATION_HEADER,
      LETTERS_LEFT_HEADER,
    ],
    maxAge: PREFLIGHT_SECONDS,
  });
}
