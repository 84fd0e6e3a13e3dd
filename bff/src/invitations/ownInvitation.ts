import { and, desc, eq } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments } from '#bff/store/schema.ts';
import type { OwnInvitation } from '#shared/api/index.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import { wholeOf } from './invitationAudit.ts';
import type { InvitationParts, InvitationRow } from './invitationParts.ts';
import { isOpen, standingOf } from './invitationView.ts';

const PIN_BY = { random: 'drawn', typedByHolder: 'typed', existing: 'existing' } as const;

/** The newest invitation of a person, in whatever state. @throws AppError `not_found`. */
export async function findOwn(queries: Queries, userId: string): Promise<InvitationRow> {
  const [row] = await queries
    .select()
    .from(invitations)
    .where(eq(invitations.userId, userId))
    .orderBy(desc(invitations.createdAt))
    .limit(1);
  if (row === undefined) throw new AppError('not_found', 'nobody has invited this person');
  return row;
}

/** The enrolment that a person has open by their invitation and carries on themself. */
export async function findOwnOpen(
  queries: Queries,
  { id, userId }: InvitationRow,
): Promise<string | null> {
  const [row] = await queries
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.invitationId, id),
        eq(enrolments.holderId, userId),
        eq(enrolments.operatorId, userId),
        eq(enrolments.state, 'open'),
      ),
    );
  return row?.id ?? null;
}

/** Writes down, once each, that the person came to the page and that their sign-in was fresh and strong. */
export async function noteVisit(
  parts: InvitationParts,
  actor: Actor,
  isSignedIn: boolean,
): Promise<void> {
  const userId = actor.id.toLowerCase();
  await parts.store.transaction(async (queries) => {
    const now = new Date(parts.now());
    const [row] = await queries
      .select()
      .from(invitations)
      .where(eq(invitations.userId, userId))
      .orderBy(desc(invitations.createdAt))
      .limit(1)
      .for('update');
    if (row === undefined || !isOpen(row, now)) return;
    const { id: invitationId, openedAt, signedInAt } = row;
    const isFirstTime = { opened: openedAt === null, signedIn: isSignedIn && signedInAt === null };
    if (!isFirstTime.opened && !isFirstTime.signedIn) return;
    await queries
      .update(invitations)
      .set({
        ...(isFirstTime.opened && { openedAt: now }),
        ...(isFirstTime.signedIn && { signedInAt: now }),
      })
      .where(eq(invitations.id, invitationId));
    const action = isFirstTime.signedIn ? 'signInForInvitation' : 'openInvitation';
    await parts.audit.append(queries, ...wholeOf({ action, invitationId, userId, actor }));
  });
}

/** What waits for a person, in words for them. */
export async function readOwn(parts: InvitationParts, actor: Actor): Promise<OwnInvitation> {
  const now = new Date(parts.now());
  return parts.store.read(async (queries) => {
    const row = await findOwn(queries, actor.id.toLowerCase());
    const { profile, expectedSerial, expectedAaguid, message, invitedByName, expiresAt } = row;
    return {
      state: standingOf(row, now).state,
      profile: profileWords(profile),
      pin: PIN_BY[profile.pin.source],
      expectedSerial,
      expectedAaguid,
      message,
      invitedBy: invitedByName,
      expiresAt: expiresAt.toISOString(),
      enrolmentId: await findOwnOpen(queries, row),
    };
  });
}

const profileWords = ({ name, description }: EnrolmentProfile) => ({ name, description });
