import { and, eq, ne } from 'drizzle-orm';
import { accessPasses } from '#bff/store/accessPassTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import { NOTHING_SEALED } from './passEscrow.ts';

/** Nobody sees the pass of an invitation any more, and Entra is to delete it; in the caller's transaction. */
export async function endPasses(queries: Queries, invitationId: string, now: Date): Promise<void> {
  await queries
    .update(accessPasses)
    .set({ state: 'over', isToDelete: true, nextDeleteAt: now, ...NOTHING_SEALED })
    .where(and(eq(accessPasses.invitationId, invitationId), ne(accessPasses.state, 'over')));
}
