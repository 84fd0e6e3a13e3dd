import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { postureReport } from '#shared/api/posture.ts';

const answer = {
  description: 'Each check, with what was found',
  content: { 'application/json': { schema: postureReport } },
} as const;

const get = defineRoute({
  method: 'get',
  path: '/posture',
  operationId: 'getPosture',
  summary: 'Whether the tenant is set up as it should be, as of the last look',
  responses: { 200: answer },
});

const look = defineRoute({
  method: 'post',
  path: '/posture/look',
  operationId: 'lookAtPosture',
  summary: 'Look again now; where somebody is looking already, that look counts',
  responses: { 200: answer },
});

/**
 * How the tenant stands: `/api/posture…`, for admins; auditors read.
 * @throws AppError `audit_unavailable`, `database_unavailable`.
 */
export function createPostureRoutes({ posture }: Pick<AppDeps, 'posture'>) {
  return createRoutes()
    .openapi(get, async (c) => c.json(await posture.report(), 200))
    .openapi(look, async (c) => c.json(await posture.look(actorOf(c)), 200));
}
