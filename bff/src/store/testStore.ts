import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createLogger } from '#bff/log/logger.ts';
import { connectStore, type Store } from './store.ts';
import { TEMPLATE_DATABASE } from './testGlobalSetup.ts';

/** A database of a test's own. */
export interface TestStore {
  readonly store: Store;
  /** Connection string, to open the same database a second time or to look at it from outside. */
  readonly url: string;
  /** Runs SQL as an attacker with the database's password would. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Opens the same database once more, as a second backend. */
  reopen(): Promise<Store>;
  close(): Promise<void>;
}

const silent = createLogger({ write: () => undefined, now: () => 0 });

/** Makes a fresh, migrated database in the PostgreSQL of this run, by copying a template: some 20 ms. */
export async function createTestStore(): Promise<TestStore> {
  const server = inject('postgresServer');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = new pg.Pool({ connectionString: `${server}postgres`, max: 1 });
  try {
    await admin.query(`create database ${name} template ${TEMPLATE_DATABASE} strategy file_copy`);
  } finally {
    await admin.end();
  }
  const url = `${server}${name}`;
  const outside = new pg.Pool({ connectionString: url, max: 1 });
  const store = await connectStore(url, silent, async () => {});
  return {
    store,
    url,
    sql: async (text, values) => (await outside.query(text, values)).rows,
    reopen: () => connectStore(url, silent, async () => {}),
    async close() {
      await outside.end();
      await store.close();
    },
  };
}
