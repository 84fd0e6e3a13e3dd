import { and, eq, isNull, lte } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { TargetAction } from '#bff/guard/targetRules.ts';
import { HttpFailure } from '#bff/http/httpFailure.ts';
import { checkStanding } from '#bff/operator/operatorStanding.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import { violatedIndex } from '#bff/store/storeFailure.ts';
import type { Invite, IssuePass, PassTimes, Person } from '#shared/api/index.ts';
import { type EnrolmentProfile, pinDisclosure } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import { wholeOf } from './invitationAudit.ts';
import { readLanguages } from './invitationMail.ts';
import type { InvitationParts } from './invitationParts.ts';
import { lockOpenInvitation } from './invitationView.ts';
import { carryOutOrder, forgetInvitation, notePassAsked, type PassOrder } from './issuePass.ts';
import { inviteAction, planPass, stopOf } from './passPlan.ts';

const LONGEST_MS = 90 * 24 * 3_600_000;
/** A start so near counts as now: Graph takes none that lies behind. */
const SOON_MS = 60_000;

/** Invites one person. @returns the id of the invitation. @throws AppError as the service says; GraphError. */
export async function invitePerson(
  parts: InvitationParts,
  body: Invite,
  actor: Actor,
): Promise<string> {
  const userId = body.userId.toLowerCase();
  const expiresAt = new Date(body.expiresAt);
  checkTimes(parts, body.pass, expiresAt);
  const profile = await profileFor(parts, body);
  const { person, order } = await makeOrder(parts, inviteAction(parts), userId, body, actor);
  const at = new Date(parts.now());
  const values = {
    ...{ id: parts.newId(), userId, profile, expiresAt, createdAt: at },
    displayName: person.displayName,
    userPrincipalName: person.userPrincipalName,
    expectedSerial: body.expectedSerial,
    expectedAaguid: body.expectedAaguid,
    message: body.message,
    invitedById: actor.id.toLowerCase(),
    invitedByName: actor.displayName ?? null,
  };
  const { invitation, asked } = await parts.store
    .transaction(async (queries) => {
      // One whose time has passed is in nobody's way.
      await queries
        .update(invitations)
        .set({ endedAt: at })
        .where(
          and(
            eq(invitations.userId, userId),
            isNull(invitations.endedAt),
            lte(invitations.expiresAt, at),
          ),
        );
      const [inserted] = await queries.insert(invitations).values(values).returning();
      if (inserted === undefined) throw new TypeError('An insert without a row.');
      const { id: invitationId } = inserted;
      const detail = { profileId: profile.id, version: profile.version };
      const said = { action: 'invitePerson', invitationId, userId, actor, detail };
      await parts.audit.append(queries, ...wholeOf(said));
      return {
        invitation: inserted,
        asked: await notePassAsked(parts, queries, inserted, order),
      };
    })
    .catch((error: unknown) => {
      const cause = error instanceof AppError ? error.cause : error;
      if (violatedIndex(cause) !== 'invitations_one_open_per_user') throw error;
      throw new AppError('invitation_open', 'this person is invited already', { cause: error });
    });
  try {
    await carryOutOrder(parts, invitation, asked, order);
  } catch (error) {
    await forgetInvitation(parts, invitation.id);
    throw error;
  }
  return invitation.id;
}

/** Issues another pass for an open invitation. @throws AppError as the service says; GraphError. */
export async function issueAgain(
  parts: InvitationParts,
  id: string,
  body: IssuePass,
  actor: Actor,
): Promise<void> {
  const before = await parts.store.transaction((queries) =>
    lockOpenInvitation(queries, id, new Date(parts.now())),
  );
  checkTimes(parts, body.pass, before.expiresAt);
  const { order } = await makeOrder(parts, 'issuePass', before.userId, body, actor);
  const { invitation, asked } = await parts.store.transaction(async (queries) => {
    const locked = await lockOpenInvitation(queries, id, new Date(parts.now()));
    return { invitation: locked, asked: await notePassAsked(parts, queries, locked, order) };
  });
  await carryOutOrder(parts, invitation, asked, order);
}

/** A pass signs in as its person: who may have one is asked anew each time, of the operator too. */
async function makeOrder(
  parts: InvitationParts,
  action: TargetAction,
  userId: string,
  { pass, replacePass }: IssuePass,
  actor: Actor,
): Promise<{ readonly person: Person; readonly order: PassOrder }> {
  await checkStanding(parts, actor);
  const { person, passkeys } = await parts.guard.checkNow(action, userId, actor);
  if (!person.enabled) throw new AppError('user_disabled', 'the account is disabled');
  const call = { operator: actor.id };
  const [problem] = await parts.directory.readiness(person, passkeys, call);
  if (problem !== undefined) throw new AppError(problem, 'no key can be enrolled for this person');
  const plan = await planPass(parts, userId, pass, actor);
  const stop = stopOf(plan, replacePass);
  if (stop !== undefined) throw new AppError(stop, 'no access pass can be issued');
  const languages = await readLanguages(parts, userId, plan.viewer?.id ?? null);
  return { person, order: { plan, times: timesAfter(parts, pass), languages, actor } };
}

/** @throws AppError `profile_retired`, `conflict`, `profile_not_remote`. */
async function profileFor(
  parts: InvitationParts,
  { profileId, profileVersion }: Invite,
): Promise<EnrolmentProfile> {
  const profile = await parts.profiles.current(profileId);
  if (profile === null) throw new AppError('profile_retired', 'no such profile, or not any more');
  if (profile.version !== profileVersion) {
    throw new AppError('conflict', 'the profile was changed since it was looked at');
  }
  const disclosure = pinDisclosure(profile.pin);
  if (disclosure !== null && disclosure !== 'holderOnly') {
    // The PIN would go by way of an operator who has neither the key nor the person before them.
    throw new AppError('profile_not_remote', 'this profile needs an operator');
  }
  return profile;
}

function timesAfter(parts: InvitationParts, { startsAt, lifetimeMinutes }: PassTimes): PassTimes {
  const isLater = startsAt !== undefined && Date.parse(startsAt) > parts.now() + SOON_MS;
  return {
    ...(isLater && { startsAt }),
    ...(lifetimeMinutes !== undefined && { lifetimeMinutes }),
  };
}

/** @throws HttpFailure `request_invalid`, with which of the two. */
function checkTimes(parts: InvitationParts, { startsAt }: PassTimes, expiresAt: Date): void {
  const now = parts.now();
  const refuse = (path: string) => {
    throw new HttpFailure('request_invalid', 'a time that leads to nothing', {
      errors: [{ path, message: 'out_of_range' }],
    });
  };
  if (expiresAt.getTime() <= now || expiresAt.getTime() > now + LONGEST_MS)
    refuse('json.expiresAt');
  if (startsAt === undefined) return;
  const start = Date.parse(startsAt);
  if (start < now - SOON_MS || start >= expiresAt.getTime()) refuse('json.pass.startsAt');
}
