import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { BoundHow, KeyRemovalWhy, RemovedHow } from '#shared/api/myKeys.ts';
import { instant } from './columns.ts';

/** What happened to somebody's keys, as they were told by mail: who got one, who lost one, and by whom. */
export const keyEvents = pgTable(
  'key_events',
  {
    id: uuid().primaryKey(),
    holderId: uuid().notNull(),
    kind: text().$type<'bound' | 'removed'>().notNull(),
    methodId: text().notNull(),
    /** The enrolment that the key came from; null where it was not enrolled here. */
    enrolmentId: uuid(),
    productName: text().notNull(),
    serial: text(),
    how: text().$type<BoundHow | RemovedHow>().notNull(),
    actorId: uuid(),
    actorName: text(),
    at: instant().notNull(),
    /** When the holder said that it was not them. */
    reportedAt: instant(),
  },
  (table) => [
    index('key_events_by_holder').on(table.holderId, table.at.desc()),
    index('key_events_reported')
      .on(table.holderId, table.reportedAt)
      .where(sql`${table.reportedAt} is not null`),
  ],
);

/** `asked`: Entra may have done it. `done`: the key is gone. `kept`: it is still there, and nobody tries again. */
type KeyRemovalState = 'asked' | 'done' | 'kept';

/** `off`: not wanted by the settings, or not due. `due`: still to be ended. `refused`: Entra does not let us. */
export type EndedSessions = 'off' | 'due' | 'ended' | 'refused';

/** Keys that their holders had taken away, or an operator with many others, one row a time. */
export const keyRemovals = pgTable(
  'key_removals',
  {
    id: uuid().primaryKey(),
    holderId: uuid().notNull(),
    /** As the directory named them then, for the eyes of operators. */
    holderName: text().notNull(),
    userPrincipalName: text().notNull(),
    methodId: text().notNull(),
    why: text().$type<KeyRemovalWhy>().notNull(),
    enrolmentId: uuid(),
    productName: text().notNull(),
    serial: text(),
    requestId: text().notNull(),
    /** Null: its holder. */
    askedById: uuid(),
    askedByName: text(),
    /** The approval that it goes by. */
    approvalId: uuid(),
    state: text().$type<KeyRemovalState>().notNull(),
    sessions: text().$type<EndedSessions>().notNull(),
    askedAt: instant().notNull(),
    endedAt: instant(),
    attempts: integer().notNull().default(0),
    /** When what is left of it is tried again; null: nothing is. */
    nextTryAt: instant(),
  },
  (table) => [
    uniqueIndex('key_removals_one_open_per_key')
      .on(table.holderId, table.methodId)
      .where(sql`${table.state} = 'asked'`),
    index('key_removals_by_holder').on(table.holderId, table.askedAt.desc()),
    index('key_removals_by_turn').on(table.nextTryAt).where(sql`${table.nextTryAt} is not null`),
    index('key_removals_lost').on(table.askedAt.desc()).where(sql`${table.why} = 'lost'`),
  ],
);
