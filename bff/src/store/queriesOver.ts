import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { KeptStatement } from './keptStatement.ts';
import type { Queries } from './queries.ts';
import * as schema from './schema.ts';

/** Of each pool and each connection; to make them costs more than most statements. */
const made = new WeakMap<pg.Pool | pg.PoolClient | pg.Client, Queries>();

/** What a pool or a connection is queried with; always the same for the same. */
export function queriesOver(client: pg.Pool | pg.PoolClient | pg.Client): Queries {
  const known = made.get(client);
  if (known !== undefined) return known;
  const database = drizzle(client, { schema, casing: 'snake_case' });
  const built = new Map<KeptStatement<unknown>, ReturnType<KeptStatement<unknown>['build']>>();
  const queries = Object.assign(database, {
    run<Rows>(statement: KeptStatement<Rows>, values: Record<string, unknown>): Promise<Rows> {
      const before = built.get(statement) as ReturnType<typeof statement.build> | undefined;
      const prepared = before ?? statement.build(database);
      if (before === undefined) built.set(statement, prepared);
      return prepared.execute(values);
    },
    sendNow: (text: string) => client.query(text),
  });
  made.set(client, queries);
  return queries;
}
