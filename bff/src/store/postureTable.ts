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
  /** What is wrong as far as the administrators know, code and subject of each finding; null until a look has succeeded. */
  told: jsonb().$type<readonly string[]>(),
});
