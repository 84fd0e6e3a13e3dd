import { and, eq, ne } from 'drizzle-orm';
import { accessPasses } from '#bff/store/accessPassTables.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { NOTHING_SEALED } from './passEscrow.ts';

/** Nobody sees the pass of an invitation any more, and Entra is to delete it; in the caller's transaction. */
export async function endPasses(queries: Queries, invitationId: string, now: Date): Promise<void> {
  await queries
    .update(accessPasses)
    .set({ state: 'over', isToDelete: true, nextDeleteAt: now, ...NOTHING_SEALED })
    .where(and(eq(accessPasses.invitationId, invitationId), ne(accessPasses.state, 'over')));
}

/** The enrolment that somebody began by an invitation is finished: the key is proven and the pass has done its work. */
export async function markEnrolled(
  queries: Queries,
  invitationId: string,
  now: Date,
): Promise<void> {
  await queries
    .update(invitations)
    .set({ enrolledAt: now, endedAt: now })
    .where(eq(invitations.id, invitationId));
  await endPasses(queries, invitationId, now);
}
