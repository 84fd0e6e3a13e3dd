import type { Context } from 'hono';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { APPROVAL_HEADER, guid } from '#shared/api/index.ts';
import type { AppEnv } from './context.ts';

/** Who is behind a request, as services and the audit log want to know it. */
export function actorOf(c: Context<AppEnv>): Actor {
  const { id, tenantId, displayName, roles, acrs, authTime } = c.var.caller;
  const approval = guid.safeParse(c.req.header(APPROVAL_HEADER));
  return {
    ...{ id, tenantId },
    ...(approval.success && { approvalId: approval.data.toLowerCase() }),
    requestId: c.var.requestId,
    displayName,
    roles,
    authentication: {
      acrs: [...acrs],
      authTime: authTime === null ? null : new Date(authTime * 1000).toISOString(),
    },
  };
}
