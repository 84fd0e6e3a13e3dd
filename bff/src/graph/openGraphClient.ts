import type { Config } from '#bff/config.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Store } from '#bff/store/store.ts';
import { createAcquireToken } from './acquireAppToken.ts';
import { createAppTokenSource, type TokenSource } from './appToken.ts';
import { createGraphClient, type GraphClient } from './graphClient.ts';
import { REAL_GRAPH_PORTS } from './graphPorts.ts';
import type { GraphLimiter } from './limiter/graphLimiter.ts';
import { openGraphLimiter } from './limiter/openGraphLimiter.ts';

/** The real Graph, asked as our application and in turn with every backend of the database. */
export function openGraphClient(
  config: Config,
  log: Logger,
  store: Store,
): {
  readonly client: GraphClient;
  readonly tokens: TokenSource;
  readonly limiter: GraphLimiter;
} {
  const tokens = createAppTokenSource(createAcquireToken(config), REAL_GRAPH_PORTS.clock, log);
  const limiter = openGraphLimiter(config, log, store);
  const { graphOrigin: origin } = config;
  return {
    tokens,
    limiter,
    client: createGraphClient({ origin, tokens, limiter, log, ports: REAL_GRAPH_PORTS }),
  };
}
