import type { Queries } from './queries.ts';

/**
 * A statement that is asked for again and again, built once for each connection instead of each time: to build its text takes longer than
 * to send it. `build` ends with `.prepare(name)`; what differs from time to time stands in it as `sql.placeholder`. Drizzle does not look whether
 * the value of a placeholder is null before a column's own way of writing it is used: give those of `jsonb` and `bytea` a cast instead.
 */
export function keptStatement<Statement>(
  build: (queries: Queries) => Statement,
): (queries: Queries) => Statement {
  const built = new WeakMap<Queries, Statement>();
  return (queries) => {
    const known = built.get(queries);
    if (known !== undefined) return known;
    const statement = build(queries);
    built.set(queries, statement);
    return statement;
  };
}
