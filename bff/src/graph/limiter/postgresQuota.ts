import { and, eq, sql } from 'drizzle-orm';
import { keptRead, keptWrite } from '#bff/store/keptStatement.ts';
import { graphQuotas } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { GraphPorts } from '../graphPorts.ts';
import { exchange } from './exchange.ts';
import type { QuotaRules } from './quotaRules.ts';
import { initialQuota, quotaState } from './quotaState.ts';
import type { SharedQuota } from './sharedQuota.ts';

/** Of those who meet at the row one always gets through, so this many meetings in a row mean that something is wrong. */
const MOST_TRIES = 100;
const FIRST_PAUSE_MS = 4;
const MOST_DOUBLINGS = 6;

const isOurs = and(
  eq(graphQuotas.applicationId, sql.placeholder('applicationId')),
  eq(graphQuotas.tenantId, sql.placeholder('tenantId')),
);
const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8`;

const quotaNow = keptRead((queries) =>
  queries
    .select({ revision: graphQuotas.revision, state: graphQuotas.state, now })
    .from(graphQuotas)
    .where(isOurs),
);

const quotaStep = keptWrite('update', graphQuotas, (queries) =>
  queries
    .update(graphQuotas)
    .set({
      state: sql`${sql.param(sql.placeholder('state'), graphQuotas.state)}`,
      revision: sql`${sql.placeholder('next')}::int`,
    })
    .where(and(isOurs, eq(graphQuotas.revision, sql.placeholder('revision')))),
);

export interface PostgresQuotaParts {
  readonly store: Pick<Store, 'aside'>;
  /** Graph counts by application and tenant. */
  readonly applicationId: string;
  readonly tenantId: string;
  readonly rules: QuotaRules;
  readonly ports: Pick<GraphPorts, 'sleep' | 'random'>;
}

/**
 * Keeps the state in one row that all backends share. The row is read, the step is worked out here, and it is written
 * unless somebody else wrote meanwhile. No lock outlives a statement, so a backend that dies or stands still in the
 * middle holds nobody up; and the only clock is the database's.
 */
export function createPostgresQuota(parts: PostgresQuotaParts): SharedQuota {
  const { store, applicationId, tenantId, rules, ports } = parts;
  const whose = { applicationId, tenantId };
  return {
    exchange: (ask) =>
      store.aside(async (queries) => {
        for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
          const [row] = await queries.run(quotaNow, whose);
          if (row === undefined) {
            // What is not a state is made one below: here, without knowing the time, there is none.
            const first = { applicationId, tenantId, revision: 0, state: null };
            await queries.insert(graphQuotas).values(first).onConflictDoNothing();
            continue;
          }
          const kept = quotaState.safeParse(row.state);
          const before = kept.success ? kept.data : initialQuota(rules, row.now);
          const { state, answer } = exchange(before, ask, row.now, rules);
          const { revision } = row;
          const step = { ...whose, state, revision, next: revision + 1 };
          if ((await queries.run(quotaStep, step)).rowCount === 1) return answer;
          // Those who met here must not meet again at once.
          const longestMs = FIRST_PAUSE_MS * 2 ** Math.min(attempt, MOST_DOUBLINGS);
          await ports.sleep(Math.ceil(ports.random() * longestMs));
        }
        throw new AppError('database_unavailable', 'the quota could not be written');
      }),
  };
}
