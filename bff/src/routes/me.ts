import type { AppDeps } from '#bff/deps.ts';
import type { Directory } from '#bff/graph/directory.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { me } from '#shared/api/index.ts';
import { GraphError } from '#shared/failure/appError.ts';

/**
 * Tells the caller who they are here: `GET /api/me`. Everything but the tenant's name is from the token; the name is
 * empty where Graph does not say it, for nobody should be kept out by a decoration.
 */
export function createMeRoutes(deps: Pick<AppDeps, 'directory' | 'config'>) {
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
      const tenantName = await nameOfTenant(deps.directory, c.req.raw.signal);
      return c.json(
        {
          ...{ id, tenantId, displayName, userPrincipalName, roles: [...roles], tenantName },
          ...(deps.config.approvals.length > 0 && { hasApprovals: true as const }),
        },
        200,
      );
    },
  );
}

async function nameOfTenant(directory: Directory, signal: AbortSignal): Promise<string> {
  try {
    return await directory.tenantName({ signal });
  } catch (error) {
    if (error instanceof GraphError) return '';
    throw error;
  }
}
