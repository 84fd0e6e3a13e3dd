import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import {
  APPROVAL_HEADER,
  LETTERS_LEFT_HEADER,
  PAGE_SESSION_HEADER,
  RESERVATION_HEADER,
} from '#shared/api/index.ts';
import { IDEMPOTENCY_HEADER } from './idempotent.ts';

const PREFLIGHT_SECONDS = 600;
const EXPOSED = [
  ...['www-authenticate', 'retry-after', 'x-request-id', 'content-disposition'],
  ...[RESERVATION_HEADER, LETTERS_LEFT_HEADER],
].join(',');

/**
 * CORS for exactly the configured page origins; without any, no cross-origin call passes a browser. Hono's answers what a
 * browser asks beforehand. It would set its headers on other answers before these are made, and Hono then copies each
 * as a stream, which takes longer than to make it: those are set here, on what came out.
 */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler {
  const preflight = cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: [
      ...['authorization', 'content-type'],
      ...[IDEMPOTENCY_HEADER, PAGE_SESSION_HEADER, APPROVAL_HEADER],
    ],
    maxAge: PREFLIGHT_SECONDS,
  });
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return preflight(c, next);
    await next();
    const { headers } = c.res;
    const origin = c.req.header('origin') ?? '';
    if (origins.includes(origin)) headers.set('access-control-allow-origin', origin);
    headers.set('access-control-expose-headers', EXPOSED);
    headers.append('vary', 'Origin');
  };
}
