import { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { approvalHeader } from '#bff/http/approvalHeader.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { changeSuspension, guid, suspendedOperators } from '#shared/api/index.ts';
import { changeScope, operatorScopes } from '#shared/api/operatorScopes.ts';

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

const scopesAnswer = {
  description: 'All scopes now',
  content: { 'application/json': { schema: operatorScopes } },
} as const;

const listScopes = defineRoute({
  method: 'get',
  path: '/operators/scopes',
  operationId: 'listOperatorScopes',
  summary: 'For whom operators may act, and whether that is in force',
  responses: { 200: scopesAnswer },
});

const setScope = defineRoute({
  method: 'post',
  path: '/operators/scopes',
  operationId: 'changeOperatorScope',
  summary:
    'Give an operator or a group of them a scope, or take it back; counts from the next key on',
  request: {
    headers: approvalHeader,
    body: { required: true, content: { 'application/json': { schema: changeScope } } },
  },
  responses: { 200: scopesAnswer },
});

/**
 * Suspended operators and scopes: `/api/operators…`, for admins; auditors see the scopes.
 * @throws AppError `user_is_self`, `audit_unavailable`.
 */
export function createOperatorRoutes({ operators, scopes }: Pick<AppDeps, 'operators' | 'scopes'>) {
  return createRoutes()
    .openapi(listScopes, async (c) => c.json(await scopes.list(), 200))
    .openapi(setScope, async (c) => {
      await scopes.change(c.req.valid('json'), actorOf(c));
      return c.json(await scopes.list(), 200);
    })
    .openapi(list, async (c) => c.json({ suspended: await operators.listSuspended() }, 200))
    .openapi(change, async (c) => {
      const { userId } = c.req.valid('param');
      await operators.setSuspended(userId, c.req.valid('json').suspended, actorOf(c));
      return c.json({ suspended: await operators.listSuspended() }, 200);
    });
}
