import { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { changeSuspension, guid, suspendedOperators } from '#shared/api/index.ts';

const answer = {
  description: 'Who is suspended now',
  content: { 'application/json': { schema: suspendedOperators } },
} as const;

const list = defineRoute({
  method: 'get',
  path: '/operators/suspended',
  operationId: 'listSuspendedOperators',
  summary: 'Operators who are stopped here, newest first',
  responses: { 200: answer },
});

const change = defineRoute({
  method: 'post',
  path: '/operators/{userId}/suspension',
  operationId: 'suspendOperator',
  summary: 'Stop an operator at once, or take that back',
  request: {
    params: z.object({ userId: guid }),
    body: { required: true, content: { 'application/json': { schema: changeSuspension } } },
  },
  responses: { 200: answer },
});

/** Suspended operators: `/api/operators…`, for admins. @throws AppError `audit_unavailable`. */
export function createOperatorRoutes({ operators }: Pick<AppDeps, 'operators'>) {
  return createRoutes()
    .openapi(list, async (c) => c.json({ suspended: await operators.listSuspended() }, 200))
    .openapi(change, async (c) => {
      const userId = c.req.valid('param').userId.toLowerCase();
      await operators.setSuspended(userId, c.req.valid('json').suspended, actorOf(c));
      return c.json({ suspended: await operators.listSuspended() }, 200);
    });
}
