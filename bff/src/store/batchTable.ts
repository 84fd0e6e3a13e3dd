import { boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { BatchAssignment } from '#shared/api/index.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { instant } from './columns.ts';

/** What somebody last said. That a `stopping` batch has ended follows from its enrolments and is not kept. */
export type BatchRowState = 'ready' | 'running' | 'paused' | 'stopping';

/** Lists of people whose keys are enrolled one after the other. */
export const batches = pgTable(
  'batches',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    state: text().$type<BatchRowState>().notNull(),
    assignment: text().$type<BatchAssignment>().notNull(),
    /** The whole of it, as it was when the batch was made: each enrolment follows this one. */
    profile: jsonb().$type<EnrolmentProfile>().notNull(),
    resetsConfirmed: boolean().notNull(),
    challengeMinutes: integer().notNull(),
    createdById: uuid().notNull(),
    createdByName: text(),
    createdAt: instant().notNull(),
    startedAt: instant(),
    /** When somebody said `end`. */
    stoppedAt: instant(),
    /** The last position that was given out. */
    lastPosition: integer().notNull().default(0),
  },
  (table) => [index('batches_by_age').on(table.createdAt.desc())],
);
