import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '#bff/http/context.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { documentWithNames } from './documentWithNames.ts';

/** The OpenAPI 3.1 document of the routes that the app mounts under `/api`. */
export function buildDocument(api: OpenAPIHono<AppEnv>) {
  const mounted = createRoutes();
  mounted.route('/api', api);
  return documentWithNames(mounted);
}
