import type { AppDeps } from '#bff/deps.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { me } from '#shared/api/index.ts';

/**
 * Tells the caller who they are here: `GET /api/me`. Everything but the tenant's name is from the token.
 * @throws GraphError when the tenant's name cannot be read.
 */
export function createMeRoutes(deps: Pick<AppDeps, 'directory'>) {
  return createRoutes().openapi(
    defineRoute({
      method: 'get',
      path: '/me',
      operationId: 'getMe',
      summary: 'Who the caller is',
      responses: {
        200: { description: 'The caller', content: { 'application/json': { schema: me } } },
      },
    }),
    async (c) => {
      const { id, tenantId, displayName, userPrincipalName, roles } = c.var.caller;
      const tenantName = await deps.directory.tenantName({ signal: c.req.raw.signal });
      return c.json(
        { id, tenantId, displayName, userPrincipalName, roles: [...roles], tenantName },
        200,
      );
    },
  );
}
