import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';

/** Any number, the same in every version: it stands for "migrating" among PostgreSQL's advisory locks. */
const MIGRATION_LOCK = 7_418_522_306;

/** Beside the built server, or where the source has them. */
const FOLDERS = ['./drizzle', '../../drizzle'];

/**
 * Brings a database up to this version. Several backends may do it at once: one works, the others wait and find nothing
 * left to do (drizzle itself takes no lock).
 */
export async function migrateDatabase(pool: pg.Pool): Promise<void> {
  const candidates = FOLDERS.map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
  const migrationsFolder = candidates.find((folder) => existsSync(folder));
  if (migrationsFolder === undefined)
    throw new TypeError('The migrations are not where they belong.');
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle(client, { casing: 'snake_case' }), { migrationsFolder });
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } catch (error) {
    // The lock goes with the connection.
    client.release(true);
    throw error;
  }
  client.release();
}
