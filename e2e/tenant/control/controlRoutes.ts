import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import type { OwnPasskey } from '../directory/passkeys.ts';
import type { ConditionalAccessPolicy } from '../directory/policies.ts';
import { isRecord } from '../graph/graphRoute.ts';
import type { FaultRule } from '../scripting/faultScript.ts';
import type { PersonChange, TenantScripting } from '../scripting/tenantScripting.ts';
import type { TenantState } from '../scripting/tenantState.ts';
import { mintAccessToken } from '../signIn/mintAccessToken.ts';
import type { TenantEnv } from '../tenantEnv.ts';
import type { World } from '../world.ts';

interface Controls {
  readonly current: () => World;
  readonly reset: () => void;
  readonly state: TenantState;
  readonly faults: TenantScripting;
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

async function body(c: Context<TenantEnv>): Promise<Record<string, unknown>> {
  const value: unknown = await c.req.json();
  if (!isRecord(value)) throw new TypeError('a JSON object is needed');
  return value;
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a text`);
  return value;
}

function passkeysOf(state: TenantState, user: string): Record<string, unknown>[] {
  return state.passkeysOf(user).map((passkey) => ({
    ...passkey,
    credentialId: toBase64Url(passkey.credentialId),
    publicKey: passkey.publicKey && toBase64Url(passkey.publicKey),
  }));
}

/**
 * `/_control`: what a test in another process does to the tenant. Its callers are our own tests, so
 * bodies are taken at their word; a mistake comes back as 400 with the reason.
 */
export function controlRoutes(token: string, controls: Controls): Hono<TenantEnv> {
  const { state, faults } = controls;
  const routes = new Hono<TenantEnv>();
  const done = (c: Context<TenantEnv>) => c.json({ ok: true });
  routes.onError((cause, c) => c.json({ error: cause.message }, 400));
  routes.use(async (c, next) => {
    if (!isSame(c.req.header('Authorization') ?? '', `Bearer ${token}`)) {
      return c.json({ error: 'the control token is missing or wrong' }, 401);
    }
    await next();
    return undefined;
  });

  routes.get('/requests', (c) => c.json(state.requests));
  routes.get('/people', (c) => c.json(state.people));
  routes.get('/policies', (c) => c.json(state.policies));
  routes.get('/mails', (c) => c.json(state.mails));
  routes.get('/people/:user', (c) => c.json(state.person(c.req.param('user'))));
  routes.get('/people/:user/passkeys', (c) => c.json(passkeysOf(state, c.req.param('user'))));
  routes.get('/people/:user/temporaryAccessPass', (c) =>
    c.json(state.temporaryAccessPassOf(c.req.param('user')) ?? null),
  );

  routes.post('/reset', (c) => {
    controls.reset();
    return done(c);
  });
  routes.get('/faults', (c) => c.json(faults.pending()));
  routes.post('/faults', async (c) => c.json({ id: faults.add(await c.req.json<FaultRule>()) }));
  routes.delete('/faults', (c) => {
    faults.clear();
    return done(c);
  });
  routes.post('/hideNewPasskeys', async (c) => {
    faults.hideNewPasskeys(await body(c));
    return done(c);
  });
  routes.post('/expire', async (c) => {
    const { what } = await body(c);
    if (what !== 'appTokens' && what !== 'challenges' && what !== 'sessions') {
      throw new TypeError('what must be appTokens, challenges or sessions');
    }
    faults.expire(what);
    return done(c);
  });
  routes.post('/advanceClock', async (c) => {
    faults.advanceClock(Number((await body(c))['ms']));
    return done(c);
  });
  routes.patch('/settings', async (c) => {
    faults.set(await body(c));
    return done(c);
  });
  routes.patch('/policies/fido2', async (c) => {
    faults.setFido2Policy(await body(c));
    return done(c);
  });
  routes.patch('/policies/temporaryAccessPass', async (c) => {
    faults.setTemporaryAccessPassPolicy(await body(c));
    return done(c);
  });
  routes.patch('/policies/conditionalAccess', async (c) => {
    faults.setConditionalAccess(await c.req.json<ConditionalAccessPolicy[]>());
    return done(c);
  });
  routes.patch('/registration', async (c) => {
    faults.setRegistration(await body(c));
    return done(c);
  });
  routes.patch('/people/:user', async (c) => {
    faults.changePerson(c.req.param('user'), await c.req.json<PersonChange>());
    return done(c);
  });
  routes.post('/people/:user/passkeys', async (c) => {
    const { aaGuid, count } = await body(c);
    faults.addPasskeys(c.req.param('user'), text(aaGuid, 'aaGuid'), Number(count ?? 1));
    return done(c);
  });
  routes.post('/people/:user/ownPasskeys', async (c) => {
    const key = await c.req.json<OwnPasskey>();
    faults.registerOwn(c.req.param('user'), { ...key, aaGuid: text(key.aaGuid, 'aaGuid') });
    return done(c);
  });
  routes.post('/people/:user/temporaryAccessPass/used', (c) => {
    faults.markTemporaryAccessPassUsed(c.req.param('user'));
    return done(c);
  });
  routes.post('/rotateKeys', async (c) => {
    faults.rotateKeys((await body(c))['dropOld'] === true);
    return done(c);
  });
  routes.post('/tokens', async (c) =>
    c.json({ token: mintAccessToken(controls.current(), await body(c)) }),
  );
  return routes;
}
