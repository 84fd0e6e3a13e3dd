import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '#bff/http/context.ts';
import { DOCUMENT_INFO } from './documentInfo.ts';

/** The OpenAPI 3.1 document of a router, with `prefix` before each path. */
export function buildDocument(routes: OpenAPIHono<AppEnv>) {
  routes.openAPIRegistry.registerComponent('securitySchemes', 'entra', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Access token of Microsoft Entra ID, version 2.0, for the scope of this API',
  });
  return routes.getOpenAPI31Document(DOCUMENT_INFO);
}
