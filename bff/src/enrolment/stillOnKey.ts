import { and, eq, gt, notExists, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queries } from '#bff/store/queries.ts';
import { inventory } from '#bff/store/schema.ts';

/**
 * Whether a key of the books still carries its PIN, as far as the books know: its registration was not removed, and the
 * key was not enrolled anew, which gave it another PIN.
 */
export function isStillOnKey(queries: Queries): SQL | undefined {
  const later = alias(inventory, 'later');
  const enrolledAnew = queries
    .select({ one: sql`1` })
    .from(later)
    .where(and(eq(later.keyLock, inventory.keyLock), gt(later.createdAt, inventory.createdAt)));
  return and(eq(inventory.state, 'live'), notExists(enrolledAnew));
}
