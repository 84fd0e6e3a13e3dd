import { fillPlaceholders } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { KeptStatement, Prepared } from './keptStatement.ts';
import type { Queries } from './queries.ts';
import * as schema from './schema.ts';

/** Of each pool and each connection; to make them costs more than most statements. */
const made = new WeakMap<pg.Pool | pg.PoolClient | pg.Client, Queries>();

/** What a pool or a connection is queried with; always the same for the same. */
export function queriesOver(client: pg.Pool | pg.PoolClient | pg.Client): Queries {
  const known = made.get(client);
  if (known !== undefined) return known;
  const database = drizzle(client, { schema, casing: 'snake_case' });
  const built = new Map<KeptStatement<unknown>, Prepared<unknown>>();
  function prepared<Rows>(statement: KeptStatement<Rows>): Prepared<Rows> {
    const known = built.get(statement) as Prepared<Rows> | undefined;
    if (known !== undefined) return known;
    // Nameless: the connection names every text by itself, and knows what to do when a plan is outlived.
    const fresh = statement.build(database).prepare('');
    built.set(statement, fresh);
    return fresh;
  }
  const queries = Object.assign(database, {
    run: <Rows>(statement: KeptStatement<Rows>, values: Record<string, unknown>): Promise<Rows> =>
      prepared(statement).execute(values),
    runNow(statement: KeptStatement<unknown>, values: Record<string, unknown>) {
      const { sql: text, params } = prepared(statement).getQuery();
      return client.query(text, fillPlaceholders(params, values));
    },
    sendNow: (text: string) => client.query(text),
  });
  made.set(client, queries);
  return queries;
}
