import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type * as schema from './schema.ts';

/** Something to query with: the pool, one connection, or a transaction on it. */
export type Queries = PgDatabase<NodePgQueryResultHKT, typeof schema>;
