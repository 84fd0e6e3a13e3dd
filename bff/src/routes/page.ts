import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Config } from '#bff/config.ts';
import type { AppEnv } from '#bff/http/context.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { ASSET_CACHE } from '#bff/http/pageHeaders.ts';
import { AppError } from '#shared/failure/appError.ts';
import { buildPageConfig } from './pageConfig.ts';
import { loadPageFiles, type PageFile } from './pageFiles.ts';

const ASSETS = '/assets/';

function answer(c: Context<AppEnv>, file: PageFile): Response {
  if (c.req.path.startsWith(ASSETS)) c.header('Cache-Control', ASSET_CACHE);
  c.header('ETag', file.etag);
  c.header('Vary', 'Accept-Encoding');
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304);
  c.header('Content-Type', file.type);
  const takesGzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  if (file.gzip === null || !takesGzip) return c.body(file.bytes);
  c.header('Content-Encoding', 'gzip');
  return c.body(file.gzip);
}

/**
 * Serves the built page and its `/config.json`. Every path without a file and without a dot is one of the page's own
 * routes, so it gets index.html.
 */
export function createPageRoutes(config: Config, folder: string): OpenAPIHono<AppEnv> {
  const files = loadPageFiles(folder);
  const routes = createRoutes();
  routes.get('/config.json', (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json(buildPageConfig(config));
  });
  routes.get('*', (c) => {
    const { path } = c.req;
    const isPageRoute = !path.includes('.') && path !== '/api' && !path.startsWith('/api/');
    const file = files.get(path) ?? (isPageRoute ? files.get('/index.html') : undefined);
    if (file === undefined) throw new AppError('not_found', 'no such file in the page');
    return answer(c, file);
  });
  return routes;
}
