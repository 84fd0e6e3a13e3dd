import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { FailureCode } from '#shared/failure/codes.ts';
import { bytea, instant } from './columns.ts';
import { invitations } from './invitationTable.ts';

/**
 * `asked`: Entra may be making it. `lost`: it may have been made, and nobody knows it. `waiting`, `reserved`, `shown`: as with
 * PINs. `over`: nothing is left to open.
 */
export type AccessPassState = 'asked' | 'lost' | 'waiting' | 'reserved' | 'shown' | 'over';

/** Temporary access passes that were asked for. The sealed text is gone once it was seen, and at the latest when it ends. */
export const accessPasses = pgTable(
  'access_passes',
  {
    id: uuid().primaryKey(),
    invitationId: uuid()
      .notNull()
      .references(() => invitations.id),
    userId: uuid().notNull(),
    state: text().$type<AccessPassState>().notNull(),
    /** The operator who issued it, or the person's manager: nobody else gets to see it. Bound into the envelope. */
    viewerId: uuid().notNull(),
    viewerName: text(),
    passTo: text().$type<'operator' | 'manager'>().notNull(),
    /** Graph's id of it; null while it is not known. */
    methodId: text(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    lifetimeMinutes: integer().notNull(),
    askedAt: instant().notNull(),
    wrappedKey: bytea(),
    ciphertext: bytea(),
    reservationId: uuid(),
    reservedBy: text(),
    reservedUntil: instant(),
    reservations: integer().notNull().default(0),
    shownAt: instant(),
    /** It is to be deleted in Entra, and that has not been seen to work yet. */
    isToDelete: boolean().notNull().default(false),
    deleteAttempts: integer().notNull().default(0),
    nextDeleteAt: instant(),
    deletedAt: instant(),
  },
  (table) => [
    uniqueIndex('access_passes_one_live')
      .on(table.invitationId)
      .where(sql`${table.state} <> 'over'`),
    index('access_passes_by_viewer').on(table.viewerId, table.state),
    index('access_passes_to_delete').on(table.nextDeleteAt).where(sql`${table.isToDelete}`),
  ],
);

/** Every start of an own enrolment, refused ones too: how many there were in an hour is counted here. */
export const ownStarts = pgTable(
  'own_starts',
  {
    id: uuid().primaryKey(),
    userId: uuid().notNull(),
    invitationId: uuid()
      .notNull()
      .references(() => invitations.id),
    at: instant().notNull(),
    /** Why no enrolment came of it. */
    code: text().$type<FailureCode>(),
  },
  (table) => [index('own_starts_by_user').on(table.userId, table.at.desc())],
);
