import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { GuidedCaller, GuidedService } from '#bff/guided/guidedService.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { approvalHeader } from '#bff/http/approvalHeader.ts';
import type { AppEnv } from '#bff/http/context.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { chooseGuidedKey, guid, guidedEnrolment, startGuided } from '#shared/api/index.ts';

const params = z.object({ id: guid });

const answer = {
  description: 'How it stands',
  content: { 'application/json': { schema: guidedEnrolment } },
} as const;

const start = defineRoute({
  method: 'post',
  path: '/guided',
  operationId: 'startGuided',
  summary: 'Watch for a key that somebody registers on Microsoft’s page',
  request: {
    headers: approvalHeader,
    body: { required: true, content: { 'application/json': { schema: startGuided } } },
  },
  responses: { 201: answer },
});

const show = defineRoute({
  method: 'get',
  path: '/guided/{id}',
  operationId: 'getGuided',
  summary: 'How a registration on Microsoft’s page stands',
  request: { params },
  responses: { 200: answer },
});

const choose = defineRoute({
  method: 'post',
  path: '/guided/{id}/key',
  operationId: 'chooseGuidedKey',
  summary: 'Say which of several new keys it is',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: chooseGuidedKey } } },
  },
  responses: { 200: answer },
});

const watchAgain = defineRoute({
  method: 'post',
  path: '/guided/{id}/watch',
  operationId: 'watchGuidedAgain',
  summary: 'Look for the new key once more',
  request: { params },
  responses: { 200: answer },
});

const cancel = defineRoute({
  method: 'post',
  path: '/guided/{id}/cancel',
  operationId: 'cancelGuided',
  summary: 'Stop looking; what is registered stays',
  request: { params },
  responses: { 200: answer },
});

/**
 * Registrations on Microsoft's page, for somebody who sits beside an operator: `/api/guided…`.
 * Failures: those of {@link GuidedService}, as problem documents.
 */
export function createGuidedRoutes({ guided }: { readonly guided: GuidedService }) {
  const callerOf = (c: Context<AppEnv>): GuidedCaller => ({ as: 'operator', actor: actorOf(c) });
  return createRoutes()
    .openapi(start, async (c) => {
      return c.json(await guided.start(c.req.valid('json'), callerOf(c)), 201);
    })
    .openapi(show, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await guided.show(id, callerOf(c)), 200);
    })
    .openapi(choose, async (c) => {
      const { id } = c.req.valid('param');
      const { methodId } = c.req.valid('json');
      return c.json(await guided.choose(id, methodId, callerOf(c)), 200);
    })
    .openapi(watchAgain, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await guided.watchAgain(id, callerOf(c)), 200);
    })
    .openapi(cancel, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await guided.cancel(id, callerOf(c)), 200);
    });
}
