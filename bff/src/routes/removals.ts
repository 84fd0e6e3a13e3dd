import { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { guid } from '#shared/api/index.ts';
import { planRemoval, removalDetail, removalList } from '#shared/api/removals.ts';

const params = z.object({ id: guid });
const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });
const answer = { description: 'The removal with its keys', content: json(removalDetail) } as const;

const list = defineRoute({
  method: 'get',
  path: '/removals',
  operationId: 'listRemovals',
  summary: 'Removals of many keys, newest first, at most 100',
  responses: { 200: { description: 'The removals', content: json(removalList) } },
});

const show = defineRoute({
  method: 'get',
  path: '/removals/{id}',
  operationId: 'getRemoval',
  summary: 'One of them, with each key',
  request: { params },
  responses: { 200: answer },
});

const plan = defineRoute({
  method: 'post',
  path: '/removals',
  operationId: 'planRemoval',
  summary: 'Find the keys that would be removed; nothing is removed',
  request: { body: { required: true, content: json(planRemoval) } },
  responses: { 201: answer },
});

const start = defineRoute({
  method: 'post',
  path: '/removals/{id}/start',
  operationId: 'startRemoval',
  summary: 'Remove the keys once the delay is over',
  request: { params },
  responses: { 200: answer },
});

const stop = defineRoute({
  method: 'post',
  path: '/removals/{id}/stop',
  operationId: 'stopRemoval',
  summary: 'Stop it, before the first key or in the middle',
  request: { params },
  responses: { 200: answer },
});

const results = defineRoute({
  method: 'get',
  path: '/removals/{id}/results',
  operationId: 'exportRemoval',
  summary: 'What became of each key, as a file; that it was taken is a record itself',
  request: { params },
  responses: {
    200: { description: 'CSV (RFC 4180)', content: { 'text/csv': { schema: z.string() } } },
  },
});

/**
 * Removals of many keys: `/api/removals…`. Admins and operators plan, start and stop them; auditors read.
 * Failures: those of `RemovalService`, as problem documents.
 */
export function createRemovalRoutes({ removals }: Pick<AppDeps, 'removals'>) {
  return createRoutes()
    .openapi(list, async (c) => c.json({ removals: await removals.list() }, 200))
    .openapi(show, async (c) => c.json(await removals.show(c.req.valid('param').id), 200))
    .openapi(plan, async (c) => c.json(await removals.plan(c.req.valid('json'), actorOf(c)), 201))
    .openapi(start, async (c) =>
      c.json(await removals.start(c.req.valid('param').id, actorOf(c)), 200),
    )
    .openapi(stop, async (c) =>
      c.json(await removals.stop(c.req.valid('param').id, actorOf(c)), 200),
    )
    .openapi(results, async (c) => {
      const { id } = c.req.valid('param');
      return c.body(await removals.results(id, actorOf(c)), 200, {
        'content-type': 'text/csv; charset=utf-8; header=present',
        // Named here, by nothing that anybody typed.
        'content-disposition': `attachment; filename="keywright-removal-${id.slice(0, 8)}.csv"`,
      });
    });
}
