import { createRoute, type RouteConfig } from '@hono/zod-openapi';
import { guard } from '#bff/auth/guard.ts';
import { type OperationId, ROUTE_ACCESS } from '#bff/auth/routeAccess.ts';
import { problem } from '#shared/api/index.ts';

const PROBLEM_RESPONSE = {
  description: 'A refusal: problem document with a stable code',
  content: { 'application/problem+json': { schema: problem } },
} as const;

/** The member of the OpenAPI operation that says who may call it; `checkRoutes` demands it. */
export const ACCESS_EXTENSION = 'x-access';

type RouteDefinition<P extends string> = Omit<RouteConfig, 'path' | 'middleware' | 'security'> & {
  readonly path: P;
  readonly operationId: OperationId;
};

/**
 * Defines a route of the API, the only way to make one: `createRoute` with the guard that `ROUTE_ACCESS` names for its
 * operation, the security scheme, and the problem document as every other answer.
 *
 * Use: `createRoutes().openapi(defineRoute({ method, path, operationId, request, responses }), handler)`, chained.
 */
export function defineRoute<P extends string, const R extends RouteDefinition<P>>(route: R) {
  const { access } = ROUTE_ACCESS[route.operationId];
  const definition = {
    ...route,
    responses: { ...route.responses, default: PROBLEM_RESPONSE },
    security: access === 'public' ? [] : [{ entra: [] }],
    [ACCESS_EXTENSION]: access,
    middleware: guard(route.operationId),
  };
  // The guard only adds what AppEnv already has, so the handler's types are those of the route as written.
  return createRoute<P, R>(definition as R);
}
