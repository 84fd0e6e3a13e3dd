import type { GraphCredential } from '#bff/config/readGraphCredential.ts';
import type { Config } from '#bff/config.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Store } from '#bff/store/store.ts';
import { REAL_GRAPH_PORTS } from '../graphPorts.ts';
import { createGraphLimiter, type GraphLimiter } from './graphLimiter.ts';
import { createPostgresQuota } from './postgresQuota.ts';
import { quotaRules } from './quotaRules.ts';
import { createMemoryQuota } from './sharedQuota.ts';

/** What one backend may do while it cannot ask the others: with twenty of them still no more than is published. */
const ALONE = { writesPerSecond: 1, unitsPerSecond: 10 } as const;

/** The limiter of a backend that runs: its state in the database, together with all the others'. */
export function openGraphLimiter(
  config: Pick<Config, 'graphCredential' | 'tenantId' | 'graphLimits' | 'graphQueueLength'>,
  log: Logger,
  store: Store,
): GraphLimiter {
  const quota = createPostgresQuota({
    store,
    applicationId: applicationOf(config.graphCredential),
    tenantId: config.tenantId,
    rules: quotaRules(config.graphLimits),
    ports: REAL_GRAPH_PORTS,
  });
  const alone = createMemoryQuota(REAL_GRAPH_PORTS.clock, quotaRules(ALONE));
  const { graphQueueLength: queueLength } = config;
  return createGraphLimiter({ quota, alone, ports: REAL_GRAPH_PORTS, log, queueLength });
}

/** Backends of one database that use the machine's own identity all use the same one. */
function applicationOf({ clientId }: GraphCredential): string {
  return clientId ?? 'system';
}
