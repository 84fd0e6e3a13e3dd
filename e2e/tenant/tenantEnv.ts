import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from 'hono';
import type { World } from './world.ts';

/** Hono's environment here: the Node objects when there is a socket, and the tenant's state. */
export interface TenantEnv {
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse };
  Variables: { world: World };
}

export type TenantContext = Context<TenantEnv>;
