import { Hono } from 'hono';
import type { TenantContext, TenantEnv } from '../tenantEnv.ts';
import { findParked, page, signInStrongly } from './authorizeRoutes.ts';
import { PASSKEY_PAGE_SECURITY, passkeyPage } from './passkeyPage.ts';
import { issueSignInChallenge, redeemAssertion } from './passkeySignIn.ts';

function ask(c: TenantContext): Response {
  const { world } = c.var;
  const waitingId = c.req.query('request') ?? '';
  findParked(world, waitingId);
  const challenge = issueSignInChallenge(world, waitingId);
  return page(c, passkeyPage(world, waitingId, challenge), 200, PASSKEY_PAGE_SECURITY);
}

function answer(c: TenantContext): Promise<Response> {
  return signInStrongly(c, (form, waitingId) => ({
    person: redeemAssertion(c.var.world, form, waitingId),
    endsAt: null,
  }));
}

/** `/{tid}/fido`: the page that asks for a passkey, and what takes the answer. */
export function passkeyRoutes(): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .get('/fido/get', (c) => ask(c))
    .post('/fido/login', (c) => answer(c));
}
