import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { TenantContext, TenantEnv } from '../tenantEnv.ts';
import type { World } from '../world.ts';
import { page, SESSION_COOKIE } from './authorizeRoutes.ts';
import { signedOutPage } from './pages.ts';
import { pageOrigins } from './tokenRoutes.ts';
import { issuerOf } from './userTokens.ts';

/** The discovery document's members that MSAL and verifiers read. */
function openidConfiguration(world: World): Record<string, unknown> {
  const base = `${world.carried.origin}/${world.settings.tenantId}`;
  return {
    issuer: issuerOf(world),
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment'],
    subject_types_supported: ['pairwise'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    claims_parameter_supported: true,
    request_uri_parameter_supported: false,
    tenant_region_scope: 'EU',
  };
}

/** Published keys in Entra's shape: no `alg`, and the issuer each key is good for. */
function publishedKeys(world: World): { keys: Record<string, unknown>[] } {
  return {
    keys: world.carried.keys.published.map((key) => ({
      ...key.publicKey.export({ format: 'jwk' }),
      use: 'sig',
      kid: key.kid,
      x5t: key.kid,
      issuer: issuerOf(world),
    })),
  };
}

/** Ends the session; goes on only to an address on one of the page's own origins. */
function logout(c: TenantContext): Response {
  const { world } = c.var;
  world.signIn.closeSession(getCookie(c, SESSION_COOKIE));
  setCookie(c, SESSION_COOKIE, '', { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 0 });
  const query = new URL(c.req.url).searchParams;
  const wanted = query.get('post_logout_redirect_uri') ?? '';
  if (!URL.canParse(wanted) || !pageOrigins(world).includes(new URL(wanted).origin)) {
    return page(c, signedOutPage(world));
  }
  const url = new URL(wanted);
  const state = query.get('state');
  if (state !== null) url.searchParams.set('state', state);
  return c.redirect(url.toString(), 302);
}

/** Discovery, keys and sign-out. */
export function metadataRoutes(): Hono<TenantEnv> {
  const routes = new Hono<TenantEnv>();
  routes.get('/v2.0/.well-known/openid-configuration', (c) => {
    c.header('Access-Control-Allow-Origin', '*');
    return c.json(openidConfiguration(c.var.world));
  });
  routes.get('/discovery/v2.0/keys', (c) => {
    c.header('Access-Control-Allow-Origin', '*');
    return c.json(publishedKeys(c.var.world));
  });
  routes.get('/oauth2/v2.0/logout', (c) => logout(c));
  return routes;
}
