import { AppError } from '#shared/failure/appError.ts';
import type { AppDeps } from './deps.ts';
import { allowOrigins } from './http/allowOrigins.ts';
import { applyHeaders } from './http/applyHeaders.ts';
import { checkRoutes } from './http/checkRoutes.ts';
import { createRoutes } from './http/createRoutes.ts';
import { limitBody } from './http/limitBody.ts';
import {
  API_HEADERS,
  pageHeaders,
  REDIRECT_PAGE,
  redirectPageHeaders,
} from './http/pageHeaders.ts';
import { problemResponse } from './http/problemResponse.ts';
import { requestScope } from './http/requestScope.ts';
import { requireJson } from './http/requireJson.ts';
import { createApi } from './routes/api.ts';
import { createHealthRoutes } from './routes/health.ts';
import { createPageRoutes } from './routes/page.ts';

const API = '/api';

/** Headers by path: the API's are the strictest, and what everything that is not the page gets. */
function headersFor(deps: AppDeps) {
  const origins = { apiOrigin: '', loginOrigin: deps.config.loginOrigin };
  const page = pageHeaders(origins);
  const redirectPage = redirectPageHeaders(origins);
  return (path: string) => {
    if (deps.config.servePage === null || path === API || path.startsWith(`${API}/`)) {
      return API_HEADERS;
    }
    return path === REDIRECT_PAGE ? redirectPage : page;
  };
}

/**
 * Builds the backend over its dependencies. Nothing here listens; tests call `app.request`.
 * @throws TypeError when a route under /api has no guard.
 */
export function createApp(deps: AppDeps) {
  const app = createRoutes();
  app.onError((error, c) => problemResponse(error, c));
  app.notFound((c) => problemResponse(new AppError('not_found', 'no such route'), c));
  app.use(applyHeaders(headersFor(deps)));
  app.use(requestScope(deps));
  app.use(`${API}/*`, allowOrigins(deps.config.pageOrigins), limitBody(), requireJson());
  app.route('/', createHealthRoutes(deps));
  const withApi = app.route(API, createApi(deps));
  checkRoutes(app);
  if (deps.config.servePage !== null) {
    app.route('/', createPageRoutes(deps.config, deps.config.servePage));
  }
  return withApi;
}

/** The type that `hc` derives the page's client from. */
export type App = ReturnType<typeof createApp>;
