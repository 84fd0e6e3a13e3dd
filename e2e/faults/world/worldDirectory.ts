import { randomUUID } from 'node:crypto';
import type { AccessPasses } from '#bff/graph/accessPasses.ts';
import { createAppTokenSource } from '#bff/graph/appToken.ts';
import type { Directory } from '#bff/graph/directory.ts';
import { createGraphAccessPasses } from '#bff/graph/graphAccessPasses.ts';
import { createGraphClient } from '#bff/graph/graphClient.ts';
import { createGraphDirectory, type GraphDirectoryOptions } from '#bff/graph/graphDirectory.ts';
import type { GraphPorts } from '#bff/graph/graphPorts.ts';
import { createGraphLimiter } from '#bff/graph/limiter/graphLimiter.ts';
import { quotaRules } from '#bff/graph/limiter/quotaRules.ts';
import { createMemoryQuota } from '#bff/graph/limiter/sharedQuota.ts';
import type { Logger } from '#bff/log/logger.ts';
import { Secret } from '#bff/log/secret.ts';
import { nameCalls, type WireWatch, wireTo } from './graphWire.ts';
import type { Lane } from './lane.ts';
import type { VirtualClock } from './virtualClock.ts';

const TOKEN_LIFE_MS = 3_600_000;

export interface WorldDirectoryParts {
  readonly lane: Lane;
  readonly clock: VirtualClock;
  /** The clock of the backend's own machine. */
  readonly now: () => number;
  readonly log: Logger;
  readonly watch: WireWatch;
}

/** What is asked of the tenant of a lane. */
export interface WorldGraph {
  readonly directory: Directory;
  readonly passes: AccessPasses;
}

/** The product's Graph client over the emulated tenant of a lane. */
export function createWorldGraph({
  lane,
  clock,
  now,
  log,
  watch,
}: WorldDirectoryParts): WorldGraph {
  const { origin } = lane.tenant.state;
  const tokens = createAppTokenSource(
    async () => ({ token: new Secret(await lane.appToken()), expiresAt: now() + TOKEN_LIFE_MS }),
    { now },
    log,
  );
  const ports: GraphPorts = {
    fetch: wireTo(lane.tenant, watch),
    clock: { now },
    // Nobody else gets a turn during a call, so the time that it waits may simply pass.
    sleep: async (ms) => clock.jump(ms),
    random: () => 0.5,
    randomUuid: () => randomUUID(),
  };
  const quota = createMemoryQuota(
    { now },
    quotaRules({ writesPerSecond: 18, unitsPerSecond: 315 }),
  );
  const limiter = createGraphLimiter({ quota, alone: quota, ports, log, queueLength: 100 });
  const client = createGraphClient({ origin, tokens, limiter, log, ports });
  const options: GraphDirectoryOptions = {
    client,
    clock: { now },
    config: {
      graphOrigin: origin,
      graphVersion: 'v1.0',
      challengeMinutes: 5,
      directoryCacheMs: 60_000,
      maximumPasskeys: 10,
      readsEligible: true,
    },
  };
  return {
    directory: nameCalls(createGraphDirectory(options)),
    passes: nameCalls(createGraphAccessPasses(options)),
  };
}
