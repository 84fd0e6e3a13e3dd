import { and, eq } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import { enrolments } from '#bff/store/schema.ts';
import { AppError } from '#shared/failure/appError.ts';
import { deleteDuePasses } from './deletePass.ts';
import { endPasses } from './endPasses.ts';
import { wholeOf } from './invitationAudit.ts';
import type { InvitationParts } from './invitationParts.ts';

/**
 * Ends an invitation: first here, then its pass in Entra, then what is open by it. What of that does not work now is done by
 * the background job, or by saying it again.
 * @throws AppError `not_found`, `invitation_over` for one that led to a key or ran out.
 */
export async function cancelInvitation(
  parts: InvitationParts,
  invitationId: string,
  actor: Actor,
): Promise<void> {
  const userId = await parts.store.transaction(async (queries) => {
    const now = new Date(parts.now());
    const [row] = await queries
      .select()
      .from(invitations)
      .where(eq(invitations.id, invitationId))
      .for('update');
    if (row === undefined) throw new AppError('not_found', 'no such invitation');
    if (row.cancelledAt !== null) return row.userId;
    if (row.endedAt !== null) throw new AppError('invitation_over', 'this invitation has ended');
    await queries
      .update(invitations)
      .set({ cancelledAt: now, endedAt: now })
      .where(eq(invitations.id, invitationId));
    await endPasses(queries, invitationId, now);
    const said = { action: 'cancelInvitation', invitationId, userId: row.userId, actor };
    await parts.audit.append(queries, ...wholeOf(said));
    return row.userId;
  });
  await deleteDuePasses(parts, { userId, actor });
  await takeBackOpen(parts, invitationId, actor);
}

/** The person goes on with it no longer: whoever cancels has it from now on. */
async function takeBackOpen(
  parts: InvitationParts,
  invitationId: string,
  actor: Actor,
): Promise<void> {
  const open = await parts.store.read((queries) =>
    queries
      .select({ id: enrolments.id })
      .from(enrolments)
      .where(and(eq(enrolments.invitationId, invitationId), eq(enrolments.state, 'open'))),
  );
  for (const { id } of open) await parts.enrolments.cancel(id, { keyIsLost: false }, actor);
}
