import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Approval, ApprovalItem } from '#shared/api/approvals.ts';
import { instant } from './columns.ts';

/** That its time has passed follows from the instants and is kept nowhere. */
export type ApprovalRowState = Exclude<Approval['state'], 'expired'>;

/** Requests for another person's approval. What was approved is used once: by the one UPDATE that turns `approved` into `used`. */
export const approvals = pgTable(
  'approvals',
  {
    id: uuid().primaryKey(),
    state: text().$type<ApprovalRowState>().notNull(),
    item: jsonb().$type<ApprovalItem>().notNull(),
    /** SHA-256 of the item's canonical JSON: what is done has to have the same. */
    hash: text().notNull(),
    tenantId: uuid().notNull(),
    askedById: uuid().notNull(),
    /** As their sign-in named them; for showing only. */
    askedByName: text(),
    askedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    decidedById: uuid(),
    decidedByName: text(),
    decidedAt: instant(),
    reason: text(),
    useBy: instant(),
    usedAt: instant(),
  },
  (table) => [
    index('approvals_by_asker').on(table.askedById, table.askedAt.desc()),
    index('approvals_waiting').on(table.expiresAt).where(sql`${table.state} = 'waiting'`),
    // Whatever the code says, nobody is both people.
    check('approvals_two_people', sql`${table.decidedById} <> ${table.askedById}`),
    check(
      'approvals_decided',
      sql`${table.state} not in ('approved', 'refused', 'used') or ${table.decidedById} is not null`,
    ),
  ],
);
