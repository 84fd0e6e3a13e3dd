import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REAL_GRAPH_PORTS } from '#bff/graph/graphPorts.ts';
import { createGraphLimiter } from '#bff/graph/limiter/graphLimiter.ts';
import { createPostgresQuota } from '#bff/graph/limiter/postgresQuota.ts';
import { quotaRules } from '#bff/graph/limiter/quotaRules.ts';
import { createMemoryQuota } from '#bff/graph/limiter/sharedQuota.ts';
import { createLogger } from '#bff/log/logger.ts';
import { openStore, type Store } from '#bff/store/store.ts';
import { compare } from './compare.ts';
import { registerBatch } from './registrationBatch.ts';
import { percentile, type Row, row } from './row.ts';

const REGISTRATIONS = 100_000;
const ADMISSIONS = 300;
/** Never the limit: what is measured is the question. */
const WIDE_OPEN = quotaRules({ writesPerSecond: 1_000, unitsPerSecond: 10_000 });

/** How fast a great batch goes at the published quota, and what asking for a turn costs. */
export async function limiterRows(): Promise<Row[]> {
  const batch = await registerBatch(REGISTRATIONS);
  const what = '100,000 registrations, published quota, two backends';
  return [
    row(`${what}`, batch.minutes, 'min', 95),
    row(`${what}: given up`, batch.givenUp, '', 0),
    row(`${what}: answered 429`, (100 * batch.throttled) / batch.calls, '%', 0.1),
    row(`${what}: share of the slower backend`, 100 * batch.leastShare, '%', 45, 'higher'),
    row(
      'Turn of a person at the page meanwhile: p95',
      percentile(batch.personWaitsMs, 0.95),
      'ms',
      50,
    ),
    ...(await admissionRows()),
  ];
}

async function admissionRows(): Promise<Row[]> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'keywright-bench-'));
  // The embedded PostgreSQL runs as a user of its own where we are root.
  await chmod(dataDirectory, 0o755);
  const log = createLogger({ write: () => undefined, now: Date.now });
  const store = await openStore({ dataDirectory: join(dataDirectory, 'database') }, log);
  try {
    const admit = admissionOver(store);
    const times: number[] = [];
    for (let count = 0; count < ADMISSIONS; count += 1) {
      const start = performance.now();
      await admit();
      times.push(performance.now() - start);
    }
    const ratio = await compare(admit, () => store.check(), { calls: 20 });
    return [
      row('Turn at Graph, state in PostgreSQL: median', percentile(times, 0.5), 'ms', 10),
      row('Turn at Graph, state in PostgreSQL: p95', percentile(times, 0.95), 'ms'),
      row('Turn at Graph, beside one question to PostgreSQL', ratio, '×'),
    ];
  } finally {
    await store.close();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

function admissionOver(store: Store): () => Promise<void> {
  const quota = createPostgresQuota({
    ...{ store, rules: WIDE_OPEN, ports: REAL_GRAPH_PORTS },
    ...{ applicationId: randomUUID(), tenantId: randomUUID() },
  });
  const limiter = createGraphLimiter({
    ...{ quota, ports: REAL_GRAPH_PORTS, queueLength: 100 },
    alone: createMemoryQuota(REAL_GRAPH_PORTS.clock, WIDE_OPEN),
    log: createLogger({ write: () => undefined, now: Date.now }),
  });
  const cost = { writes: 0, units: 1 } as const;
  return () => limiter.admit('interactive', cost, { deadlineMs: 20_000 });
}
