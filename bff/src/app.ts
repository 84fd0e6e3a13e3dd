import type { AppDeps } from './deps.ts';
import { createRoutes } from './http/createRoutes.ts';
import { createMeRoutes } from './routes/me.ts';

/** Builds the backend over its dependencies. Nothing here listens; tests call `app.request`. */
export function createApp(deps: AppDeps) {
  return createRoutes().route('/api', createMeRoutes(deps));
}

/** The type that `hc` derives the page's client from. */
export type App = ReturnType<typeof createApp>;
