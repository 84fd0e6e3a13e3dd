import { createGraphBulkDirectory } from '#bff/graph/graphBulkDirectory.ts';
import { createGraphClient } from '#bff/graph/graphClient.ts';
import { createGraphDirectory } from '#bff/graph/graphDirectory.ts';
import { createGraphLimiter } from '#bff/graph/limiter/graphLimiter.ts';
import { quotaRules } from '#bff/graph/limiter/quotaRules.ts';
import { createMemoryQuota } from '#bff/graph/limiter/sharedQuota.ts';
import { Secret } from '#bff/log/secret.ts';
import { TEST_NOW, testLog } from '#bff/testDeps.ts';
import { createPeopleLists } from './peopleLists.ts';

/** The part of an emulated tenant that is asked here. */
interface AskedTenant {
  readonly app: { request(request: Request): Response | Promise<Response> };
  readonly state: { readonly origin: string };
}

/** What Graph is asked with, over an emulated tenant in process. Sleeping only moves the clock. */
export function testGraphParts(tenant: AskedTenant, token: string, maximumPasskeys = 10) {
  const secret = new Secret(token);
  const { log } = testLog();
  let now = TEST_NOW;
  const clock = { now: () => now };
  const ports = {
    fetch: async (input: string | Request | URL, init?: RequestInit) =>
      tenant.app.request(new Request(input, init)),
    clock,
    sleep: async (ms: number) => {
      now += ms;
    },
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
  } as const;
  return { config, client, clock };
}

/** People lists over an emulated tenant. */
export function testPeopleLists(tenant: AskedTenant, token: string, maximumPasskeys = 10) {
  const { config, client, clock } = testGraphParts(tenant, token, maximumPasskeys);
  return createPeopleLists({
    directory: createGraphDirectory({ config, client, clock }),
    bulk: createGraphBulkDirectory({ config, client, clock }),
  });
}
