import type { PgTable } from 'drizzle-orm/pg-core';
import type { Drizzle } from './queries.ts';

/**
 * A statement that is asked for again and again, for `Queries.run`. It is built once for each connection instead of each time: to build its
 * text takes longer than to send it.
 */
export interface KeptStatement<Rows> {
  /** What it changes, for whoever watches that; null: nothing. */
  readonly changes: { readonly table: PgTable; readonly verb: 'insert' | 'update' } | null;
  /**
   * What differs from time to time stands in it as `sql.placeholder`. Drizzle does not look whether the value of a placeholder is
   * null before a column's own way of writing it is used: give those of `jsonb` and `bytea` a cast instead.
   */
  build(queries: Drizzle): { prepare(name: string): Prepared<Rows> };
}

/** A statement that Drizzle has built. */
export interface Prepared<Rows> {
  execute(values: Record<string, unknown>): Promise<Rows>;
  /** Its text, and what stands in the places of its parameters: values and placeholders. */
  getQuery(): { readonly sql: string; readonly params: unknown[] };
}

/** A statement that only reads. */
export function keptRead<Rows>(build: KeptStatement<Rows>['build']): KeptStatement<Rows> {
  return { changes: null, build };
}

/** A statement that writes to a table. */
export function keptWrite<Rows>(
  verb: 'insert' | 'update',
  table: PgTable,
  build: KeptStatement<Rows>['build'],
): KeptStatement<Rows> {
  return { changes: { table, verb }, build };
}
