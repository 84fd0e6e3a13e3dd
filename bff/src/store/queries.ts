import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type * as schema from './schema.ts';

/** Something to query with: the pool, one connection, or a transaction on it. */
export type Queries = PgDatabase<NodePgQueryResultHKT, typeof schema> & {
  /** What the statements go out over. Drizzle sends its own some turns of the microtask queue after they are asked for. */
  readonly $client: pg.Pool | pg.ClientBase;
};
