import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { PostureCheck, PostureFinding, PostureState } from '#shared/api/posture.ts';
import { instant } from './columns.ts';

/** What the last look at the tenant found, a row for each check: one truth for all backends. */
export const posture = pgTable('posture', {
  name: text().$type<PostureCheck>().primaryKey(),
  state: text().$type<PostureState>().notNull(),
  findings: jsonb().$type<readonly PostureFinding[]>().notNull(),
  since: instant().notNull(),
  lookedAt: instant().notNull(),
  /** What the administrators were last told by mail, or would have been; a look that failed tells nothing. */
  told: text().$type<Exclude<PostureState, 'unknown'>>(),
});
