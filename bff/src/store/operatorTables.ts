import { boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ScopeSubject, ScopeTarget } from '#shared/api/operatorScopes.ts';
import { instant } from './columns.ts';

/** Operators whom an admin stopped here, before their token runs out by itself. */
export const suspensions = pgTable('suspensions', {
  operatorId: uuid().primaryKey(),
  suspendedById: uuid().notNull(),
  at: instant().notNull(),
});

/** Every key of somebody else whose removal was begun, and for which operator: what an operator may do in a minute and a day is counted here. */
export const removals = pgTable(
  'removals',
  {
    /** The enrolment or the bulk removal that it is part of. */
    causeId: uuid('enrolment_id').notNull(),
    methodId: text().notNull(),
    operatorId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.causeId, table.methodId] }),
    index('removals_by_operator').on(table.operatorId, table.at.desc()),
  ],
);

/**
 * For whom operators may act. A row gives one operator, or everybody in a group, the people of a group or of an
 * administrative unit, or everybody. Read only where the settings say that operators have scopes.
 */
export const operatorScopes = pgTable(
  'operator_scopes',
  {
    subjectKind: text().$type<ScopeSubject['kind']>().notNull(),
    subjectId: uuid().notNull(),
    scopeKind: text().$type<ScopeTarget['kind']>().notNull(),
    /** Of `everyone`: the subject's own id once more, so that the key is whole. */
    scopeId: uuid().notNull(),
    grantedById: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.subjectKind, table.subjectId, table.scopeKind, table.scopeId],
    }),
  ],
);

/**
 * Every change of what an operator, or a group of them, may act for: the first one makes version 1 of it. A change names the version that it was
 * made over. What was given before changes were counted has version 0.
 */
export const scopeChanges = pgTable(
  'scope_changes',
  {
    subjectKind: text().$type<ScopeSubject['kind']>().notNull(),
    subjectId: uuid().notNull(),
    version: integer().notNull(),
    scopeKind: text().$type<ScopeTarget['kind']>().notNull(),
    /** As in {@link operatorScopes}. */
    scopeId: uuid().notNull(),
    granted: boolean().notNull(),
    changedById: uuid().notNull(),
    changedByName: text(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subjectKind, table.subjectId, table.version] }),
    index('scope_changes_by_time').on(table.at.desc()),
  ],
);
