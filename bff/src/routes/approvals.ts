import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ApprovalActor } from '#bff/approvals/approvalRecord.ts';
import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import type { AppEnv } from '#bff/http/context.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { approval, approvalList, askApproval, decideApproval } from '#shared/api/approvals.ts';
import { guid } from '#shared/api/index.ts';

const params = z.object({ id: guid });

const answer = {
  description: 'The request as it stands',
  content: { 'application/json': { schema: approval } },
} as const;

const list = defineRoute({
  method: 'get',
  path: '/approvals',
  operationId: 'listApprovals',
  summary: 'One’s own requests of the last day and, for admins, all that wait',
  responses: {
    200: {
      description: 'The requests, newest first',
      content: { 'application/json': { schema: approvalList } },
    },
  },
});

const show = defineRoute({
  method: 'get',
  path: '/approvals/{id}',
  operationId: 'getApproval',
  summary: 'How a request stands',
  request: { params },
  responses: { 200: answer },
});

const ask = defineRoute({
  method: 'post',
  path: '/approvals',
  operationId: 'askApproval',
  summary: 'Ask for another person’s approval of something',
  request: {
    body: { required: true, content: { 'application/json': { schema: askApproval } } },
  },
  responses: { 201: answer },
});

const decide = defineRoute({
  method: 'post',
  path: '/approvals/{id}/decision',
  operationId: 'decideApproval',
  summary: 'Approve or refuse what somebody else asked for',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: decideApproval } } },
  },
  responses: { 200: answer },
});

const withdraw = defineRoute({
  method: 'post',
  path: '/approvals/{id}/withdraw',
  operationId: 'withdrawApproval',
  summary: 'Take back what one asked for oneself',
  request: { params },
  responses: { 200: answer },
});

function approvalActorOf(c: Context<AppEnv>): ApprovalActor {
  return { ...actorOf(c), tenantId: c.var.caller.tenantId };
}

/**
 * Approvals: `/api/approvals…`. Admins and operators ask; another admin decides, never who asked.
 * Failures: those of `ApprovalDesk`, as problem documents.
 */
export function createApprovalRoutes({ approvals }: Pick<AppDeps, 'approvals'>) {
  return createRoutes()
    .openapi(list, async (c) => c.json(await approvals.list(approvalActorOf(c)), 200))
    .openapi(show, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await approvals.show(id, approvalActorOf(c)), 200);
    })
    .openapi(ask, async (c) =>
      c.json(await approvals.ask(c.req.valid('json'), approvalActorOf(c)), 201),
    )
    .openapi(decide, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await approvals.decide(id, c.req.valid('json'), approvalActorOf(c)), 200);
    })
    .openapi(withdraw, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await approvals.withdraw(id, approvalActorOf(c)), 200);
    });
}
