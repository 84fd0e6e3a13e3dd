import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { KeptStatement } from './keptStatement.ts';
import type * as schema from './schema.ts';

/** Something to query with: the pool, one connection, or a transaction on it. */
export type Queries = Drizzle & {
  /** Answers a statement that is built once for each connection. @param values by the names of its placeholders. */
  run<Rows>(statement: KeptStatement<Rows>, values: Record<string, unknown>): Promise<Rows>;
  /** The same without its answer, sent here and now. @throws what keeps it from being sent. */
  runNow(statement: KeptStatement<unknown>, values: Record<string, unknown>): Promise<unknown>;
  /** Sends a text here and now, where Drizzle sends what it is asked for some turns of the microtask queue later. */
  sendNow(text: string): Promise<unknown>;
};

/** Drizzle's part of it, which builds statements. */
export type Drizzle = PgDatabase<NodePgQueryResultHKT, typeof schema>;
