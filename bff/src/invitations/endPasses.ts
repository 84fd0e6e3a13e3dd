import { and, eq, isNull, ne, or } from 'drizzle-orm';
import { accessPasses } from '#bff/store/accessPassTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import { NOTHING_SEALED } from './passEscrow.ts';

/**
 * Nobody sees the passes of an invitation any more, and Entra is to delete them; in the caller's transaction. Also those that
 * another one was to replace: whether that came to it nobody knows where the backend ended over it.
 */
export async function endPasses(queries: Queries, invitationId: string, now: Date): Promise<void> {
  await queries
    .update(accessPasses)
    .set({ state: 'over', isToDelete: true, nextDeleteAt: now, ...NOTHING_SEALED })
    .where(
      and(
        eq(accessPasses.invitationId, invitationId),
        or(
          ne(accessPasses.state, 'over'),
          and(eq(accessPasses.isToDelete, false), isNull(accessPasses.deletedAt)),
        ),
      ),
    );
}
