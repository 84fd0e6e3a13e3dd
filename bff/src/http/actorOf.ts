import type { Context } from 'hono';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { AppEnv } from './context.ts';

/** Who is behind a request, as services and the audit log want to know it. */
export function actorOf(c: Context<AppEnv>): Actor {
  const { id, displayName, roles, acrs, authTime } = c.var.caller;
  return {
    id,
    requestId: c.var.requestId,
    displayName,
    roles,
    authentication: {
      acrs: [...acrs],
      authTime: authTime === null ? null : new Date(authTime * 1000).toISOString(),
    },
  };
}
