import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { readBatch } from '#bff/batch/batchView.ts';
import { readPeople } from '#bff/batch/peopleView.ts';
import { createLogger } from '#bff/log/logger.ts';
import { openStore, type Store } from '#bff/store/store.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { percentile, type Row, row } from './row.ts';

const SAMPLES = 15;
const MOST_MS = 50;
const PAGE = 201;

/** What it costs to look at a long list: its counts, and the people who failed, who are few and far between. */
export async function batchListRows(): Promise<Row[]> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'keywright-bench-'));
  // The embedded PostgreSQL runs as a user of its own where we are root.
  await chmod(dataDirectory, 0o755);
  const log = createLogger({ write: () => undefined, now: Date.now });
  const store = await openStore({ dataDirectory: join(dataDirectory, 'database') }, log);
  try {
    const rows: Row[] = [];
    for (const size of [10_000, 100_000]) {
      const id = await makeBatch(store, size);
      const now = new Date();
      const look = () => store.read((queries) => readBatch(queries, id, now));
      const failed = { state: 'failed', limit: PAGE } as const;
      const list = () => store.read((queries) => readPeople(queries, id, failed, now));
      const limit = size === 10_000 ? MOST_MS : null;
      rows.push(
        row(`Batch of ${size}: counts and pace, median`, await median(look), 'ms', limit),
        row(`Batch of ${size}: who failed, median`, await median(list), 'ms'),
      );
    }
    return rows;
  } finally {
    await store.close();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < SAMPLES; index += 1) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return percentile(times, 0.5);
}

/** Two thirds done, one in a hundred rolled back, the rest waiting. */
async function makeBatch(store: Store, size: number): Promise<string> {
  const id = randomUUID();
  const [profile] = BUILT_IN_PROFILES;
  await store.transaction(async (queries) => {
    await queries.execute(sql`
      insert into batches (id, name, state, assignment, profile, resets_confirmed, challenge_minutes,
        created_by_id, created_at, started_at, last_position)
      values (${id}, 'A batch', 'running', 'next', ${JSON.stringify(profile)}, false, 5,
        ${randomUUID()}, now(), now(), ${size})`);
    await queries.execute(sql`
      create temporary table made on commit drop as
      select n, gen_random_uuid() as enrolment_id, gen_random_uuid() as user_id,
        case when n % 100 = 0 then 'rolledBack' else 'finished' end as state
      from generate_series(1, ${size}::int) n`);
    await queries.execute(sql`
      insert into enrolments (id, holder_id, operator_id, profile_id, batch_id, key_lock, state, started_at, updated_at, ended_at)
      select enrolment_id, user_id, ${randomUUID()}::uuid, 'new-colleague', ${id}::uuid, 'key:' || n || ${id}, state, now(), now(),
        now() - (n || ' seconds')::interval
      from made where n % 3 <> 0 or n % 100 = 0`);
    await queries.execute(sql`
      insert into batch_people (batch_id, position, user_id, display_name, user_principal_name, enrolment_id)
      select ${id}::uuid, n, user_id, 'Person ' || n, 'person' || n || '@contoso.example',
        case when n % 3 <> 0 or n % 100 = 0 then enrolment_id end
      from made`);
  });
  await store.read((queries) => queries.execute(sql`analyze`));
  return id;
}
