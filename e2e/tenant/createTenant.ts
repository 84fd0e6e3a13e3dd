import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { controlRoutes } from './control/controlRoutes.ts';
import { dispatchGraph } from './graph/dispatch.ts';
import type { TenantOptions } from './options.ts';
import { observe } from './scripting/observe.ts';
import { createScripting, type TenantScripting } from './scripting/tenantScripting.ts';
import { createInspection, type TenantState } from './scripting/tenantState.ts';
import { KeyRing } from './signIn/keyRing.ts';
import { type MintOverrides, mintAccessToken } from './signIn/mintAccessToken.ts';
import { signInRoutes } from './signIn/signInRoutes.ts';
import type { TenantEnv } from './tenantEnv.ts';
import { type Carried, createWorld } from './world.ts';

export interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

/** An emulated Entra tenant: sign-in and Graph on one origin. */
export interface Tenant {
  readonly app: Hono<TenantEnv>;
  /** What the tenant holds and was asked; always of the time since the last reset. */
  readonly state: TenantState;
  /** Scripted trouble and other changes a test makes. */
  readonly faults: TenantScripting;
  listen(port?: number): Promise<Listening>;
  /** An access token as the token endpoint would give, or a bad one. */
  mintAccessToken(overrides?: MintOverrides): string;
  /** Back to the seeded state; address and signing keys stay. */
  reset(): void;
}

/** Builds a tenant. Nothing listens until `listen()`; `app.request()` works at once. */
export function createTenant(options: TenantOptions = {}): Tenant {
  const carried: Carried = {
    origin: options.origin ?? 'http://localhost:4000',
    keys: new KeyRing(),
  };
  let world = createWorld(options, carried);
  const current = () => world;
  const reset = () => {
    world = createWorld(options, carried);
  };
  const state = createInspection(current);
  const faults = createScripting(current);
  const app = new Hono<TenantEnv>();
  // A cut connection has to reach an in-process caller as a rejection, as fetch would give it.
  app.onError((cause) => {
    throw cause;
  });
  app.use(async (c, next) => {
    c.set('world', world);
    await next();
  });
  if (options.controlToken !== undefined) {
    app.route('/_control', controlRoutes(options.controlToken, { current, reset, state, faults }));
  }
  app.all('/:version{(?:[vV]1\\.0|[bB][eE][tT][aA])}/*', (c) =>
    dispatchGraph(c.var.world, c.req.raw, c.env ?? {}),
  );
  app.use('/:tid/*', async (c, next) => {
    c.res = await observe(c.var.world, c.req.raw, c.env ?? {}, false, async () => {
      await next();
      return c.res;
    });
  });
  app.route('/:tid', signInRoutes());
  return {
    app,
    state,
    faults,
    reset,
    mintAccessToken: (overrides) => mintAccessToken(world, overrides),
    listen: (port = 0) => listen(app, carried, port),
  };
}

async function listen(app: Hono<TenantEnv>, carried: Carried, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  carried.origin = `http://localhost:${String(bound)}`;
  return {
    origin: carried.origin,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((cause) => (cause ? reject(cause) : resolve()));
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
