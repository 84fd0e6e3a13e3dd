import { Secret } from '#bff/log/secret.ts';
import { testLog } from '#bff/testDeps.ts';
import { createGraphClient } from './graphClient.ts';
import { createGraphLimiter } from './limiter/graphLimiter.ts';
import { quotaRules } from './limiter/quotaRules.ts';
import { createMemoryQuota } from './limiter/sharedQuota.ts';

/** The part of an emulated tenant that is asked here. */
export interface AskedTenant {
  readonly app: { request(request: Request): Response | Promise<Response> };
  readonly state: { readonly origin: string };
}

/** The Graph client over an emulated tenant, in process. Sleeping only moves the clock. */
export function testTenantGraph(
  tenant: AskedTenant,
  token: string,
  clock: { now: () => number; pass: (ms: number) => void },
  maximumPasskeys = 10,
) {
  const secret = new Secret(token);
  const { log } = testLog();
  const ports = {
    fetch: async (input: string | Request | URL, init?: RequestInit) =>
      tenant.app.request(new Request(input, init)),
    clock,
    sleep: async (ms: number) => clock.pass(ms),
    random: () => 0.5,
    randomUuid: () => '00000000-0000-4000-8000-000000000001',
  };
  const quota = createMemoryQuota(clock, quotaRules({ writesPerSecond: 18, unitsPerSecond: 315 }));
  const limiter = createGraphLimiter({ quota, alone: quota, ports, log, queueLength: 100 });
  const client = createGraphClient({
    origin: tenant.state.origin,
    tokens: { get: () => Promise.resolve(secret), renew: () => Promise.resolve(secret) },
    log,
    limiter,
    ports,
  });
  const config = {
    graphOrigin: tenant.state.origin,
    graphVersion: 'v1.0',
    challengeMinutes: 5,
    directoryCacheMs: 60_000,
    maximumPasskeys,
    readsEligible: true,
  } as const;
  return { client, config, clock };
}
