import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import { accessPasses } from '#bff/store/accessPassTables.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import { deleteDuePasses } from './deletePass.ts';
import { endPasses } from './endPasses.ts';
import { outcomeOf } from './invitationAudit.ts';
import type { InvitationParts } from './invitationParts.ts';
import { NOTHING_SEALED } from './passEscrow.ts';

/**
 * What time does to invitations: those whose day has come end, passes whose time is over are destroyed, and what is to be
 * deleted in Entra is deleted. An invitation by which an enrolment is open ends with that.
 * @throws AppError `audit_unavailable`, `database_unavailable`: then it is done next time.
 */
export async function tidyInvitations(parts: InvitationParts, signal?: AbortSignal): Promise<void> {
  while (signal?.aborted !== true && (await expireOne(parts)));
  while (signal?.aborted !== true && (await destroyOne(parts)));
  // PostgreSQL keeps what an UPDATE replaced until it is vacuumed away, also of passes that were seen.
  await parts.store
    .read((queries) => queries.execute(sql`vacuum ${accessPasses}`))
    .catch(() => {
      parts.log.warn('job_failed', { operation: 'vacuumAccessPasses' });
    });
  await deleteDuePasses(parts, signal === undefined ? {} : { signal });
}

const bySystem = (parts: InvitationParts) => ({ id: SYSTEM_ACTOR, requestId: parts.newId() });

function expireOne(parts: InvitationParts): Promise<boolean> {
  return parts.store.transaction(async (queries) => {
    const now = new Date(parts.now());
    const [row] = await queries
      .select({ id: invitations.id, userId: invitations.userId, expiresAt: invitations.expiresAt })
      .from(invitations)
      .where(and(isNull(invitations.endedAt), lte(invitations.expiresAt, now)))
      .limit(1)
      .for('update', { skipLocked: true });
    if (row === undefined) return false;
    await queries.update(invitations).set({ endedAt: now }).where(eq(invitations.id, row.id));
    await endPasses(queries, row.id, now);
    const { id: invitationId, userId } = row;
    const said = { action: 'expireInvitation', invitationId, userId, actor: bySystem(parts) };
    await parts.audit.append(queries, outcomeOf(said, 'ok'));
    return true;
  });
}

function destroyOne(parts: InvitationParts): Promise<boolean> {
  return parts.store.transaction(async (queries) => {
    const now = new Date(parts.now());
    const [row] = await queries
      .select()
      .from(accessPasses)
      .where(
        and(inArray(accessPasses.state, ['waiting', 'reserved']), lte(accessPasses.endsAt, now)),
      )
      .limit(1)
      .for('update', { skipLocked: true });
    if (row === undefined) return false;
    await queries
      .update(accessPasses)
      .set({ state: 'over', ...NOTHING_SEALED })
      .where(eq(accessPasses.id, row.id));
    const { invitationId, userId } = row;
    const said = { action: 'destroyAccessPass', invitationId, userId, actor: bySystem(parts) };
    await parts.audit.append(queries, outcomeOf(said, 'ok'));
    return true;
  });
}
