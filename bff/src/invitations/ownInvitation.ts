import { and, desc, eq } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { guidedProfileOf } from '#bff/guided/guidedProfileOf.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, journal } from '#bff/store/schema.ts';
import type { GuidedInvitation, OwnInvitation } from '#shared/api/index.ts';
import { acceptedWays } from '#shared/enrolment/acceptedWays.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { Way } from '#shared/enrolment/way.ts';
import { AppError } from '#shared/failure/appError.ts';
import { enrolledWayOf, isStart, readEnrolledWays, startedWay } from './enrolledWay.ts';
import { wholeOf } from './invitationAudit.ts';
import type { InvitationParts, InvitationRow } from './invitationParts.ts';
import { isOpen, standingOf } from './invitationView.ts';

const PIN_BY = { random: 'drawn', typedByHolder: 'typed', existing: 'existing' } as const;

/** The newest invitation of a person, in whatever state. @throws AppError `not_found`. */
export async function findOwn(queries: Queries, userId: string): Promise<InvitationRow> {
  const row = await findNewest(queries, userId);
  if (row === undefined) throw new AppError('not_found', 'nobody has invited this person');
  return row;
}

async function findNewest(queries: Queries, userId: string): Promise<InvitationRow | undefined> {
  const [row] = await queries
    .select()
    .from(invitations)
    .where(eq(invitations.userId, userId))
    .orderBy(desc(invitations.createdAt))
    .limit(1);
  return row;
}

/** An enrolment that somebody has open by their invitation. */
export interface OwnOpen {
  readonly id: string;
  readonly way: Way;
}

/** The enrolment that a person has open by their invitation and carries on themself. */
export async function findOwnOpen(
  queries: Queries,
  { id, userId }: InvitationRow,
): Promise<OwnOpen | null> {
  const [row] = await queries
    .select({ id: enrolments.id, way: startedWay })
    .from(enrolments)
    .innerJoin(journal, isStart)
    .where(
      and(
        eq(enrolments.invitationId, id),
        eq(enrolments.holderId, userId),
        eq(enrolments.operatorId, userId),
        eq(enrolments.state, 'open'),
      ),
    );
  return row ?? null;
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
    const open = await findOwnOpen(queries, row);
    const ways = await readEnrolledWays(queries, [row.id]);
    return {
      state: standingOf(row, now).state,
      profile: profileWords(profile),
      pin: PIN_BY[profile.pin.source],
      expectedSerial,
      expectedAaguid,
      message,
      invitedBy: invitedByName,
      expiresAt: expiresAt.toISOString(),
      ways: acceptedWays(profile),
      enrolmentId: open?.id ?? null,
      enrolmentWay: open?.way ?? null,
      enrolledWay: enrolledWayOf(row, ways),
    };
  });
}

/** What an open invitation asks of a key that is registered on Microsoft's page; null where its profile takes none such. */
export async function readOwnGuided(
  parts: InvitationParts,
  userId: string,
): Promise<GuidedInvitation | null> {
  const row = await parts.store.read((queries) => findNewest(queries, userId));
  if (row === undefined || !isOpen(row, new Date(parts.now()))) return null;
  const { profile, expectedSerial, expectedAaguid } = row;
  if (!acceptedWays(profile).includes('guided')) return null;
  return { profile: guidedProfileOf(profile), expectedSerial, expectedAaguid };
}

const profileWords = ({ name, description }: EnrolmentProfile) => ({ name, description });
