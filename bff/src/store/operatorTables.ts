import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { enrolments } from './schema.ts';

/** Operators whom an admin stopped here, before their token runs out by itself. */
export const suspensions = pgTable('suspensions', {
  operatorId: uuid().primaryKey(),
  suspendedById: uuid().notNull(),
  at: instant().notNull(),
});

/** Every old key whose removal was begun, and for whom: what an operator may do in a minute and a day is counted here. */
export const removals = pgTable(
  'removals',
  {
    enrolmentId: uuid()
      .notNull()
      .references(() => enrolments.id),
    methodId: text().notNull(),
    operatorId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.enrolmentId, table.methodId] }),
    index('removals_by_operator').on(table.operatorId, table.at.desc()),
  ],
);
