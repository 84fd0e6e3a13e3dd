import { setTimeout as wait } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { graphErrorResponse } from '../graph/graphError.ts';
import type { TenantEnv } from '../tenantEnv.ts';
import type { World } from '../world.ts';
import type { FaultEffect } from './faultScript.ts';
import { usageCost } from './usageQuota.ts';

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

/** From here on Graph says how much of a quota is in use. */
const SPEAKS_FROM = 0.8;

/** The answer with what Graph says of the quota, or a refusal because of it. */
async function withinQuota(
  world: World,
  request: Request,
  handle: () => Promise<Response>,
): Promise<Response> {
  if (world.quota === null) return handle();
  const cost = usageCost(request.method, new URL(request.url));
  const { retryAfterSeconds, limit, percentage } = world.quota.take(cost, world.now());
  const answer =
    retryAfterSeconds === null
      ? await handle()
      : graphErrorResponse(world, 429, 'TooManyRequests', 'Too many requests.');
  if (answer === RESPONSE_ALREADY_SENT) return answer;
  if (retryAfterSeconds !== null) {
    const { backend, tenantId } = world.settings;
    const kind = limit === 'writes' ? 'Write' : 'Read';
    answer.headers.set('Retry-After', String(retryAfterSeconds));
    answer.headers.set(
      'x-ms-throttle-scope',
      `Tenant_Application/${kind}/${backend.clientId}/${tenantId}`,
    );
    answer.headers.set(
      'x-ms-throttle-information',
      limit === 'writes' ? 'WriteLimitExceeded' : 'ResourceUnitLimitExceeded',
    );
  }
  answer.headers.set('x-ms-resource-unit', String(cost.units));
  if (percentage >= SPEAKS_FROM) {
    answer.headers.set(
      'x-ms-throttle-limit-percentage',
      String(Math.round(percentage * 1e3) / 1e3),
    );
  }
  return answer;
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
  const isGraph = entry.side === 'graph';
  const answer = instead ?? (await (isGraph ? withinQuota(world, request, handle) : handle()));
  const sent = fault && !instead ? await after(world, fault.effect, answer, env) : answer;
  // A cut connection never answered, whatever object stands for that here.
  entry.status = fault?.effect.kind === 'cut' ? 0 : sent.status;
  return sent;
}
