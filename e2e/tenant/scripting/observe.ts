import { setTimeout as wait } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { graphErrorResponse } from '../graph/graphError.ts';
import type { TenantEnv } from '../tenantEnv.ts';
import type { World } from '../world.ts';
import type { FaultEffect } from './faultScript.ts';

/** Thrown where there is no socket to destroy, so that an in-process caller sees a network error. */
class ConnectionCut extends Error {
  constructor() {
    super('the tenant cut the connection');
    this.name = 'ConnectionCut';
  }
}

function cut(env: TenantEnv['Bindings']): Response {
  const socket = env.incoming?.socket;
  if (!socket) throw new ConnectionCut();
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function failure(world: World, status: number): Response {
  const code =
    status === 503 ? 'serviceNotAvailable' : status === 504 ? 'timeout' : 'generalException';
  return graphErrorResponse(world, status, code, 'The service is temporarily unavailable.');
}

/** The answer a fault gives instead of the real one, when it comes before the effect. */
function before(
  world: World,
  effect: FaultEffect,
  env: TenantEnv['Bindings'],
): Response | undefined {
  switch (effect.kind) {
    case 'throttle': {
      const answer = graphErrorResponse(world, 429, 'TooManyRequests', 'Too many requests.');
      if (effect.retryAfterSeconds !== undefined) {
        answer.headers.set('Retry-After', String(effect.retryAfterSeconds));
      }
      return answer;
    }
    case 'redirect':
      return new Response(null, { status: 302, headers: { Location: effect.location } });
    case 'expiredToken':
      return graphErrorResponse(
        world,
        401,
        'InvalidAuthenticationToken',
        'Lifetime validation failed, the token is expired.',
      );
    case 'status':
      return effect.when === 'before' ? failure(world, effect.status) : undefined;
    case 'cut':
      return effect.when === 'before' ? cut(env) : undefined;
    default:
      return undefined;
  }
}

/** What a fault makes of the real answer. */
async function after(
  world: World,
  effect: FaultEffect,
  real: Response,
  env: TenantEnv['Bindings'],
): Promise<Response> {
  if (effect.kind === 'status') return failure(world, effect.status);
  if (effect.kind === 'cut') return cut(env);
  if (effect.kind === 'malformed') {
    const text = await real.text();
    // Half a document, with headers that say all is well.
    return new Response(text.slice(0, Math.max(1, text.length >> 1)), {
      status: real.status,
      headers: { 'Content-Type': 'application/json' },
    });
  }
  return real;
}

/** Logs a request, waits the scripted latency and lets at most one fault have its way. */
export async function observe(
  world: World,
  request: Request,
  env: TenantEnv['Bindings'],
  isBatchItem: boolean,
  handle: () => Promise<Response>,
): Promise<Response> {
  const entry = world.log.open(request, world.now(), isBatchItem);
  if (world.live.latencyMs > 0 && !isBatchItem) await wait(world.live.latencyMs);
  const fault = world.faults.take(entry.method, entry.path);
  entry.fault = fault?.id;
  if (fault?.effect.kind === 'delay') await wait(fault.effect.ms);
  const instead = fault && before(world, fault.effect, env);
  const answer = instead ?? (await handle());
  const sent = fault && !instead ? await after(world, fault.effect, answer, env) : answer;
  // A cut connection never answered, whatever object stands for that here.
  entry.status = fault?.effect.kind === 'cut' ? 0 : sent.status;
  return sent;
}
