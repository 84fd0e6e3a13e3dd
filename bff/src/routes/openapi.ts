import { z } from '@hono/zod-openapi';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';

const openApiRoute = defineRoute({
  method: 'get',
  path: '/openapi.json',
  operationId: 'getOpenApi',
  summary: 'This document',
  responses: {
    200: {
      description: 'OpenAPI 3.1',
      content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } },
    },
  },
});

/** `GET /api/openapi.json`, for everybody: it holds nothing that the source does not. */
export function createOpenApiRoutes(document: () => object) {
  return createRoutes().openapi(openApiRoute, (c) => c.json({ ...document() }, 200));
}
