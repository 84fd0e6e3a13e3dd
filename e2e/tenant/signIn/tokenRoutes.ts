import { Hono } from 'hono';
import type { TenantContext, TenantEnv } from '../tenantEnv.ts';
import type { World } from '../world.ts';
import { issueAppToken } from './appTokens.ts';
import { authenticateClient } from './clientAuthentication.ts';
import { EXCHANGE_GRANT, exchangeOnBehalfOf } from './onBehalfOf.ts';
import { SignInRefusal } from './signInRefusal.ts';
import { redeemCode, redeemRefreshToken } from './tokenGrants.ts';

/** Origins of the page, from its registered redirect addresses. */
export function pageOrigins(world: World): string[] {
  return world.settings.spa.redirectUris.map((uri) => new URL(uri).origin);
}

async function clientCredentials(
  world: World,
  form: URLSearchParams,
): Promise<Record<string, unknown>> {
  await authenticateClient(world, form, world.settings.backend);
  // The emulated Graph is named by its own origin, as the Graph of each national cloud is.
  const scopes = ['https://graph.microsoft.com', world.carried.origin].map(
    (graph) => `${graph}/.default`,
  );
  if (!scopes.includes(form.get('scope') ?? '')) {
    throw new SignInRefusal(
      'invalid_scope',
      1002012,
      'The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.',
    );
  }
  const { clientId } = world.settings.backend;
  const { permissions } = world.registration;
  return {
    token_type: 'Bearer',
    expires_in: world.live.appTokenSeconds,
    ext_expires_in: world.live.appTokenSeconds,
    access_token: issueAppToken(world, clientId, permissions),
  };
}

/** A page's codes and refresh tokens may only be redeemed by that page, cross-origin. */
function checkPage(c: TenantContext, form: URLSearchParams): void {
  const { world } = c.var;
  if (form.get('client_id') !== world.settings.spa.clientId) {
    throw new SignInRefusal(
      'unauthorized_client',
      700016,
      'Application was not found in the directory.',
    );
  }
  const origin = c.req.header('Origin');
  if (origin === undefined) {
    throw new SignInRefusal(
      'invalid_request',
      9002327,
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    );
  }
  if (!pageOrigins(world).includes(origin)) {
    throw new SignInRefusal(
      'invalid_request',
      9002326,
      'Cross-origin token redemption is permitted only for the registered origins.',
    );
  }
}

async function token(c: TenantContext): Promise<Response> {
  const { world } = c.var;
  const form = new URLSearchParams(await c.req.text());
  const grantType = form.get('grant_type');
  if (grantType === 'client_credentials') return c.json(await clientCredentials(world, form));
  if (grantType === EXCHANGE_GRANT) return c.json(await exchangeOnBehalfOf(world, form));
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    throw new SignInRefusal('unsupported_grant_type', 70003, 'The grant type is not supported.');
  }
  checkPage(c, form);
  return c.json(
    grantType === 'refresh_token' ? redeemRefreshToken(world, form) : redeemCode(world, form),
  );
}

/** `/{tid}/oauth2/v2.0/token`, with CORS for the page's origins and no other. */
export function tokenRoutes(): Hono<TenantEnv> {
  const routes = new Hono<TenantEnv>();
  routes.use('/oauth2/v2.0/token', async (c, next) => {
    const origin = c.req.header('Origin');
    const isPage = origin !== undefined && pageOrigins(c.var.world).includes(origin);
    if (c.req.method === 'OPTIONS') {
      c.res = new Response(null, { status: 204 });
      if (isPage) {
        c.res.headers.set('Access-Control-Allow-Methods', 'POST, OPTIONS');
        const asked = c.req.header('Access-Control-Request-Headers');
        if (asked) c.res.headers.set('Access-Control-Allow-Headers', asked);
        c.res.headers.set('Access-Control-Max-Age', '600');
      }
    } else {
      await next();
      c.res.headers.set('Cache-Control', 'no-store');
      c.res.headers.set('Pragma', 'no-cache');
    }
    c.res.headers.append('Vary', 'Origin');
    if (isPage) c.res.headers.set('Access-Control-Allow-Origin', origin);
  });
  routes.post('/oauth2/v2.0/token', (c) => token(c));
  return routes;
}
