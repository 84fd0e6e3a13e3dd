import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Role } from '#shared/api/index.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { approvals } from './approvalTable.ts';
import { instant } from './columns.ts';
import { keyRemovals } from './ownKeyTables.ts';

/** What somebody last said. Whether a `started` one still waits follows from `due_at`. */
type BulkRemovalState = 'planned' | 'started' | 'stopped' | 'done';

/** Removals of many keys, as they were planned. */
export const bulkRemovals = pgTable(
  'bulk_removals',
  {
    id: uuid().primaryKey(),
    state: text().$type<BulkRemovalState>().notNull(),
    reason: text().notNull(),
    /** What of the list meant nobody and no key. */
    notFound: jsonb().$type<readonly string[]>().notNull(),
    createdById: uuid().notNull(),
    createdByName: text(),
    createdAt: instant().notNull(),
    startedById: uuid(),
    startedByName: text(),
    /** What they were when they started it: the guard asks again for each key. */
    startedByRoles: jsonb().$type<readonly Role[]>(),
    requestId: text(),
    approvalId: uuid().references(() => approvals.id),
    /** Nothing is removed before. */
    dueAt: instant(),
    stoppedById: uuid(),
    stoppedByName: text(),
    endedAt: instant(),
  },
  (table) => [
    index('bulk_removals_by_age').on(table.createdAt.desc()),
    index('bulk_removals_due').on(table.dueAt).where(sql`${table.state} = 'started'`),
  ],
);

/** The keys of bulk removals. What became of one that was begun stands in its row of `key_removals`. */
export const bulkRemovalKeys = pgTable(
  'bulk_removal_keys',
  {
    removalId: uuid()
      .notNull()
      .references(() => bulkRemovals.id),
    position: integer().notNull(),
    holderId: uuid().notNull(),
    holderName: text().notNull(),
    userPrincipalName: text().notNull(),
    methodId: text().notNull(),
    /** What the holder sees in Entra; tells two of one model apart. */
    displayName: text().notNull(),
    productName: text().notNull(),
    serial: text(),
    isLast: boolean().notNull(),
    /** Why it is not touched, or why Entra kept it. */
    code: text().$type<FailureCode>(),
    keyRemovalId: uuid().references(() => keyRemovals.id),
    endedAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.removalId, table.position] })],
);
