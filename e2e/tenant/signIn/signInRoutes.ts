import { Hono } from 'hono';
import type { TenantEnv } from '../tenantEnv.ts';
import { authorizeRoutes, page } from './authorizeRoutes.ts';
import { metadataRoutes } from './metadataRoutes.ts';
import { refusalPage } from './pages.ts';
import { passkeyRoutes } from './passkeyRoutes.ts';
import { SignInRefusal } from './signInRefusal.ts';
import { tokenRoutes } from './tokenRoutes.ts';

/** Everything below `/{tid}`: the tenant's own GUID only, refusals as JSON or as a page. */
export function signInRoutes(): Hono<TenantEnv> {
  const routes = new Hono<TenantEnv>();
  routes.onError((cause, c) => {
    if (!(cause instanceof SignInRefusal)) throw cause;
    if (c.req.path.endsWith('/token') || c.req.path.includes('/.well-known/')) {
      return c.json(cause.toBody(c.var.world.now()), cause.status === 401 ? 401 : 400);
    }
    return page(c, refusalPage(c.var.world, cause), 400);
  });
  routes.use(async (c, next) => {
    const [, tid] = c.req.path.split('/');
    // Whatever has no tenant in front is no address of Entra's at all.
    if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(tid ?? '')) return c.notFound();
    if (tid !== c.var.world.settings.tenantId) {
      throw new SignInRefusal(
        'invalid_tenant',
        90002,
        'Tenant not found. Check to make sure you have the correct tenant ID.',
      );
    }
    return next();
  });
  routes.route('/', metadataRoutes());
  routes.route('/', authorizeRoutes());
  routes.route('/', passkeyRoutes());
  routes.route('/', tokenRoutes());
  return routes;
}
