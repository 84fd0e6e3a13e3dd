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
  // Anybody may ask, and making it takes a fifth of a second: once is enough.
  let made: object | undefined;
  return createRoutes().openapi(openApiRoute, (c) => {
    made ??= document();
    return c.json({ ...made }, 200);
  });
}
