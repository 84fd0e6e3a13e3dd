import { and, eq, gt, sql } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { checkPerson, insertEnrolment, type StartedEvent } from '#bff/enrolment/startEnrolment.ts';
import { HttpFailure } from '#bff/http/httpFailure.ts';
import { checkNotSuspended } from '#bff/operator/operatorStanding.ts';
import { ownStarts } from '#bff/store/accessPassTables.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import { onlyRow } from '#bff/store/onlyRow.ts';
import type { Queries } from '#bff/store/queries.ts';
import { violatedIndex } from '#bff/store/storeFailure.ts';
import type { Enrolment, StartOwnEnrolment } from '#shared/api/index.ts';
import { acceptedWays } from '#shared/enrolment/acceptedWays.ts';
import { isExpectedKey } from '#shared/enrolment/expectedKey.ts';
import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import type { Way } from '#shared/enrolment/way.ts';
import { AppError } from '#shared/failure/appError.ts';
import { type InvitationAction, intentOf, outcomeOf } from './invitationAudit.ts';
import type { InvitationParts, InvitationRow } from './invitationParts.ts';
import { lockOpenInvitation } from './invitationView.ts';
import { findOwn, findOwnOpen, type OwnOpen } from './ownInvitation.ts';

const MOST_STARTS = 5;
const STARTS_WITHIN_MS = 3_600_000;

/** By which way the key is reached; its identity where that one reads it. */
interface OwnStart {
  readonly way: Way;
  readonly identity: KeyIdentity | null;
}

/**
 * Opens the enrolment of a person who does it themself, for exactly the one whom the token names, by the profile of their
 * invitation. The one that is open is given again, and counts as no start.
 *
 * Elsewhere an operator is somebody else than the holder. What rests on that is decided here for the case that they are one:
 * an operator who was suspended does not get a key this way either; keys of the operator's own that must not be erased are the
 * holder's (`bindKey`); removals of old keys are counted for the person; a PIN never goes by way of an operator, as such
 * profiles lead to no invitation; an operator may carry the enrolment on, and then it is no longer the person's to go on with.
 *
 * @throws AppError `not_found`, `invitation_over`, `key_not_expected`, `way_not_accepted`, `starts_limited`, `conflict` when
 * an operator has an enrolment open for the person, or one is open by another way; the codes of readiness; GraphError.
 */
export async function startOwnEnrolment(
  parts: InvitationParts,
  body: StartOwnEnrolment,
  actor: Actor,
): Promise<Enrolment> {
  const own = asOwn(actor);
  if ('way' in body) {
    const id = await findOrOpen(parts, { way: body.way, identity: null }, own);
    return parts.enrolments.show(id, own, true);
  }
  const { identity } = body.key.observation;
  const id = await findOrOpen(parts, { way: 'webhid', identity }, own);
  return parts.enrolments.plugIn(id, body.key, own);
}

/**
 * The same for a key that its holder registers on Microsoft's page.
 * @returns its id.
 */
export function startOwnGuided(parts: InvitationParts, actor: Actor): Promise<string> {
  return findOrOpen(parts, { way: 'guided', identity: null }, asOwn(actor));
}

function asOwn(actor: Actor): Actor {
  return { ...actor, id: actor.id.toLowerCase(), onlyOwn: true };
}

async function findOrOpen(parts: InvitationParts, start: OwnStart, actor: Actor): Promise<string> {
  const { invitation, open } = await parts.store.read(async (queries) => {
    const row = await findOwn(queries, actor.id);
    return { invitation: row, open: await findOwnOpen(queries, row) };
  });
  return open === null ? begin(parts, invitation, start, actor) : sameWay(open, start);
}

function sameWay(open: OwnOpen, { way }: OwnStart): string {
  if (open.way !== way) throw new AppError('conflict', 'it was begun by another way');
  return open.id;
}

async function begin(
  parts: InvitationParts,
  invitation: InvitationRow,
  start: OwnStart,
  actor: Actor,
): Promise<string> {
  const { way, identity } = start;
  const { id: invitationId, userId } = invitation;
  const enrolmentId = parts.newId();
  const said: InvitationAction = {
    ...{ action: 'startEnrolment', invitationId, userId, enrolmentId, actor },
    detail: { profileId: invitation.profile.id, way },
  };
  const startId = await countStart(parts, said);
  try {
    if (!acceptedWays(invitation.profile).includes(way)) {
      throw new AppError('way_not_accepted', 'the profile takes no key that is reached like this');
    }
    if (identity !== null && !isExpectedKey(invitation, identity)) {
      throw new AppError('key_not_expected', 'the invitation names another key');
    }
    await checkNotSuspended(parts, actor);
    const checked = await checkPerson(parts, userId, invitation.profile, actor, {
      action: 'enrolOwn',
    });
    const started: StartedEvent = way === 'webhid' ? checked : { ...checked, way };
    const at = new Date(parts.now());
    await parts.store.transaction(async (queries) => {
      // Cancelled while the directory was asked.
      await lockOpenInvitation(queries, invitationId, at);
      await insertEnrolment(parts, queries, { id: enrolmentId, at, started, actor, invitationId });
      if (identity !== null) {
        await queries
          .update(invitations)
          .set({ keySeenAt: at })
          .where(eq(invitations.id, invitationId));
      }
      await parts.audit.append(queries, outcomeOf(said, 'ok'));
    });
    return enrolmentId;
  } catch (error) {
    const failure = failureOf(error);
    const { code } = failure;
    const other = await parts.store.transaction(async (queries) => {
      // Two starts at once: the other one came first, if it is theirs.
      const found = code === 'conflict' ? await findOwnOpen(queries, invitation) : null;
      if (found === null) {
        await queries.update(ownStarts).set({ code }).where(eq(ownStarts.id, startId));
      }
      await parts.audit.append(queries, outcomeOf(said, code));
      return found;
    });
    if (other === null) throw failure;
    return sameWay(other, start);
  }
}

/**
 * Counts it before anything is asked of the directory, refused ones too, one after the other for each person.
 * @returns its id.
 */
async function countStart(parts: InvitationParts, said: InvitationAction): Promise<string> {
  const { invitationId, userId } = said;
  const now = new Date(parts.now());
  const id = parts.newId();
  await parts.store.transaction(async (queries) => {
    await lockOpenInvitation(queries, invitationId, now);
    await checkStarts(queries, userId, now);
    await queries.insert(ownStarts).values({ id, userId, invitationId, at: now });
    await parts.audit.append(queries, intentOf(said));
  });
  return id;
}

async function checkStarts(queries: Queries, userId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - STARTS_WITHIN_MS);
  const { count, first } = onlyRow(
    await queries
      .select({
        count: sql<number>`count(*)::int`,
        first: sql<string | null>`min(${ownStarts.at})`,
      })
      .from(ownStarts)
      .where(and(eq(ownStarts.userId, userId), gt(ownStarts.at, since))),
  );
  if (count < MOST_STARTS || first === null) return;
  const untilMs = new Date(first).getTime() + STARTS_WITHIN_MS - now.getTime();
  throw new HttpFailure('starts_limited', 'five starts within an hour', {
    retryAfterSeconds: Math.max(1, Math.ceil(untilMs / 1000)),
  });
}

function failureOf(error: unknown): AppError {
  const cause = error instanceof AppError ? error.cause : error;
  if (violatedIndex(cause) === 'enrolments_one_open_per_holder') {
    return new AppError('conflict', 'an enrolment is open for this person');
  }
  return error instanceof AppError
    ? error
    : new AppError('internal', 'the enrolment was not opened', { cause: error });
}
