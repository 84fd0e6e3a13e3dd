import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from './embeddedPostgres.ts';
import { migrateDatabase } from './migrateDatabase.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the run's PostgreSQL, without a database's name. */
    postgresServer: string;
  }
}

/** The migrated database that each test file's own is copied from. */
export const TEMPLATE_DATABASE = 'template_of_tests';

/** Starts one throw-away PostgreSQL for the whole run; vitest calls this once (`test.globalSetup`). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = await mkdtemp(join(tmpdir(), 'keywright-test-'));
  const directory = join(parent, 'postgres');
  // Root's PostgreSQL runs as another account, which must be able to pass.
  await chmod(parent, 0o755);
  const server = await startEmbeddedPostgres({ directory, isDisposable: true });
  await inDatabase(server.url('postgres'), (pool) =>
    pool.query(`create database ${TEMPLATE_DATABASE}`),
  );
  await inDatabase(server.url(TEMPLATE_DATABASE), migrateDatabase);
  project.provide('postgresServer', server.url(''));
  return async () => {
    await server.stop();
    await rm(parent, { recursive: true, force: true });
  };
}

async function inDatabase(url: string, work: (pool: pg.Pool) => Promise<unknown>): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
}
