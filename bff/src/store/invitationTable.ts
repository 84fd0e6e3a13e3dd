import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { instant } from './columns.ts';

/**
 * Invitations to enrol a key by oneself. Where one stands follows from its instants and is kept nowhere: the latest of them
 * counts, and `expiresAt` once it has passed.
 */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey(),
    userId: uuid().notNull(),
    /** As the directory named them then, for the eyes of operators. */
    displayName: text().notNull(),
    userPrincipalName: text().notNull(),
    /** The whole of it, as it was when the invitation was made. */
    profile: jsonb().$type<EnrolmentProfile>().notNull(),
    expectedSerial: text(),
    expectedAaguid: text(),
    message: text(),
    invitedById: uuid().notNull(),
    invitedByName: text(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    mailedAt: instant(),
    remindedAt: instant(),
    openedAt: instant(),
    signedInAt: instant(),
    keySeenAt: instant(),
    enrolledAt: instant(),
    cancelledAt: instant(),
    /** Set with `enrolledAt` and `cancelledAt`, and by whoever notices that its time has passed. */
    endedAt: instant(),
  },
  (table) => [
    uniqueIndex('invitations_one_open_per_user')
      .on(table.userId)
      .where(sql`${table.endedAt} is null`),
    index('invitations_by_age').on(table.createdAt.desc()),
  ],
);
