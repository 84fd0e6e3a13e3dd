import { and, desc, eq, gt, inArray } from 'drizzle-orm';
import { accessPasses } from '#bff/store/accessPassTables.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { PassesToHandOver } from '#shared/api/index.ts';

/** Whose passes wait for this manager. */
export async function readPassesToHandOver(
  queries: Queries,
  viewerId: string,
  now: Date,
): Promise<PassesToHandOver> {
  const rows = await queries
    .select()
    .from(accessPasses)
    .innerJoin(invitations, eq(invitations.id, accessPasses.invitationId))
    .where(
      and(
        eq(accessPasses.viewerId, viewerId),
        eq(accessPasses.passTo, 'manager'),
        inArray(accessPasses.state, ['waiting', 'reserved']),
        gt(accessPasses.endsAt, now),
      ),
    )
    .orderBy(desc(accessPasses.askedAt));
  return {
    passes: rows.map(
      ({ access_passes: pass, invitations: { displayName, userPrincipalName } }) => ({
        invitationId: pass.invitationId,
        person: { displayName, userPrincipalName },
        startsAt: pass.startsAt.toISOString(),
        endsAt: pass.endsAt.toISOString(),
      }),
    ),
  };
}
