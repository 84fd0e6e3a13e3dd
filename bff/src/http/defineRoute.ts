import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import { guard } from '#bff/auth/guard.ts';
import { type OperationId, ROUTE_ACCESS, type RouteRule } from '#bff/auth/routeAccess.ts';
import { guid, problem } from '#shared/api/index.ts';
import { IDEMPOTENCY_HEADER, idempotent, repeatableOf } from './idempotent.ts';

const PROBLEM_RESPONSE = {
  description: 'A refusal: problem document with a stable code',
  content: { 'application/problem+json': { schema: problem } },
} as const;

const IDEMPOTENCY_HEADERS = z.object({
  [IDEMPOTENCY_HEADER]: guid.meta({
    description:
      'Drawn anew for each call and sent again with its repetition: within 24 hours the same caller, key and body get the same answer; another body gets 422 `idempotency_mismatch`, a call still at work 409 with `Retry-After`, and one whose answer was a secret 409.',
  }),
});

/** The members of the OpenAPI operation that say who may call it and how; `checkRoutes` demands all of them. */
export const RULE_EXTENSIONS = ['x-access', 'x-scope', 'x-step-up', 'x-rate', 'x-audit'] as const;

function extensionsOf({ access, scope, stepUp, rate, audit }: RouteRule) {
  return {
    'x-access': access,
    'x-scope': scope,
    'x-step-up': stepUp,
    'x-rate': rate,
    'x-audit': audit,
  } as const satisfies Record<(typeof RULE_EXTENSIONS)[number], unknown>;
}

type RouteDefinition<P extends string> = Omit<RouteConfig, 'path' | 'middleware' | 'security'> & {
  readonly path: P;
  readonly operationId: OperationId;
};

function withKey(request: RouteConfig['request']): RouteConfig['request'] {
  const own = request?.headers;
  const headers = own instanceof z.ZodObject ? own.extend(IDEMPOTENCY_HEADERS.shape) : null;
  return { ...request, headers: headers ?? IDEMPOTENCY_HEADERS };
}

/**
 * Defines a route of the API, the only way to make one: `createRoute` with the guard and the memory of repeated calls that
 * `ROUTE_ACCESS` names for its operation, the security scheme, and the problem document as every other answer.
 *
 * Use: `createRoutes().openapi(defineRoute({ method, path, operationId, request, responses }), handler)`, chained.
 */
export function defineRoute<P extends string, const R extends RouteDefinition<P>>(route: R) {
  const rule: RouteRule = ROUTE_ACCESS[route.operationId];
  const isRepeatable = repeatableOf(route.operationId, route.method) !== 'no';
  const definition = {
    ...route,
    ...(isRepeatable && { request: withKey(route.request) }),
    responses: { ...route.responses, default: PROBLEM_RESPONSE },
    security: rule.access === 'public' ? [] : [{ entra: [] }],
    ...extensionsOf(rule),
    middleware: [guard(route.operationId), idempotent(route.operationId, route.method)],
  };
  // The guard only adds what AppEnv already has, so the handler's types are those of the route as written.
  return createRoute<P, R>(definition as R);
}
