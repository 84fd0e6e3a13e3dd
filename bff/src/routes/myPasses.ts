import { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import {
  confirmedPin,
  confirmPin,
  guid,
  passesToHandOver,
  revealedPass,
} from '#shared/api/index.ts';
import { passAnswer } from './passAnswer.ts';
import { confirmAnswer, pageSession, viewerOf } from './pinAnswer.ts';

const params = z.object({ invitationId: guid });
const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });

const list = defineRoute({
  method: 'get',
  path: '/me/passes',
  operationId: 'listMyPasses',
  summary: 'Access passes that the caller is to hand to people they manage',
  responses: { 200: { description: 'Whose', content: json(passesToHandOver) } },
});

const reveal = defineRoute({
  method: 'post',
  path: '/me/passes/{invitationId}/reveal',
  operationId: 'revealMyPass',
  summary: 'The access pass of somebody whom the caller manages, once',
  request: { params, headers: pageSession },
  responses: {
    200: {
      description: 'The pass, for this page; to be confirmed within a minute',
      content: json(revealedPass),
    },
  },
});

const confirm = defineRoute({
  method: 'post',
  path: '/me/passes/{invitationId}/confirm',
  operationId: 'confirmMyPass',
  summary: 'The access pass was seen; it is destroyed here',
  request: {
    params,
    headers: pageSession,
    body: { required: true, content: json(confirmPin) },
  },
  responses: { 200: { description: 'When it was confirmed first', content: json(confirmedPin) } },
});

/**
 * Access passes for managers: `/api/me/passes…`. Who may see which one is in the books, not in the request.
 * Failures: those of `PassDesk`, as problem documents.
 */
export function createMyPassRoutes({ passes }: Pick<AppDeps, 'passes'>) {
  return createRoutes()
    .openapi(list, async (c) => c.json(await passes.list(c.var.caller.id), 200))
    .openapi(reveal, async (c) => {
      const { invitationId } = c.req.valid('param');
      return c.json(passAnswer(await passes.disclose('manager', invitationId, viewerOf(c))), 200);
    })
    .openapi(confirm, async (c) => {
      const { invitationId } = c.req.valid('param');
      return c.json(await confirmAnswer(passes, invitationId, c.req.valid('json'), c), 200);
    });
}
