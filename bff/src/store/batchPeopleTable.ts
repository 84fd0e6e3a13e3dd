import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { FailureCode } from '#shared/failure/codes.ts';
import { batches } from './batchTable.ts';
import { instant } from './columns.ts';
import { enrolments } from './schema.ts';

/**
 * The people of the batches. Where somebody stands is in no column: it follows from their enrolment where they have one,
 * else from what is null here.
 */
export const batchPeople = pgTable(
  'batch_people',
  {
    batchId: uuid()
      .notNull()
      .references(() => batches.id),
    /** From 1, in the order in which they were added. */
    position: integer().notNull(),
    userId: uuid().notNull(),
    displayName: text().notNull(),
    userPrincipalName: text().notNull(),
    /** Of the key that is theirs; null where any key is. */
    serial: text(),
    /** Why somebody left them out. */
    reason: text(),
    /** Why their enrolment could not begin. */
    code: text().$type<FailureCode>(),
    failedAt: instant(),
    enrolmentId: uuid().references(() => enrolments.id),
    /** Whoever holds this number opens their enrolment; another one takes the place of a claim that ran out. */
    claimId: uuid(),
    /** Names the key that asked: one key has one claim in a batch. */
    claimKey: text(),
    claimedById: uuid(),
    claimedByName: text(),
    claimedUntil: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.position] }),
    uniqueIndex('batch_people_once').on(table.batchId, table.userId),
    uniqueIndex('batch_people_one_serial').on(table.batchId, table.serial),
    uniqueIndex('batch_people_one_claim_per_key').on(table.batchId, table.claimKey),
    uniqueIndex('batch_people_by_enrolment').on(table.enrolmentId),
    index('batch_people_skipped')
      .on(table.batchId, table.position)
      .where(sql`${table.reason} is not null`),
    index('batch_people_refused')
      .on(table.batchId, table.position)
      .where(sql`${table.code} is not null`),
    index('batch_people_in_turn')
      .on(table.batchId, table.position)
      .where(
        sql`${table.enrolmentId} is null and ${table.reason} is null and ${table.code} is null`,
      ),
  ],
);
