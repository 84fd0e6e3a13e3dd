import type { OpenAPIHono } from '@hono/zod-openapi';
import { ROUTE_ACCESS } from '#bff/auth/routeAccess.ts';
import type { AppEnv } from './context.ts';
import { RULE_EXTENSIONS } from './defineRoute.ts';

/** `/a/{b}` as the router writes it, `/a/:b`. */
function routerPath(path: string): string {
  return path.replaceAll(/\{(.+?)\}/g, ':$1');
}

/**
 * Stops the start when a route under `/api` was made without `defineRoute`, so without a guard and its rules, or when an operation
 * of `ROUTE_ACCESS` has no route or two.
 * @throws TypeError naming the route
 */
export function checkRoutes(app: OpenAPIHono<AppEnv>): void {
  const guarded = new Set<string>();
  const operations: string[] = [];
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue;
    const { route } = definition;
    const { method, path, operationId } = route;
    const isRuled = RULE_EXTENSIONS.every((name) => name in route);
    if (operationId === undefined || !isRuled) {
      throw new TypeError(`route without a guard: ${method} ${path}`);
    }
    guarded.add(`${method.toUpperCase()} ${routerPath(path)}`);
    operations.push(operationId);
  }
  for (const { method, path } of app.routes) {
    const isApi = path === '/api' || path.startsWith('/api/');
    if (isApi && method !== 'ALL' && !guarded.has(`${method} ${path}`)) {
      throw new TypeError(`route without a guard: ${method} ${path}`);
    }
  }
  const wanted = Object.keys(ROUTE_ACCESS).sort().join();
  if (operations.sort().join() !== wanted) {
    throw new TypeError('the routes and ROUTE_ACCESS do not name the same operations');
  }
}
