import { desc, eq, inArray, sql } from 'drizzle-orm';
import { accessPasses } from '#bff/store/accessPassTables.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { Invitation, InvitationState } from '#shared/api/index.ts';
import type { Way } from '#shared/enrolment/way.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { enrolledWayOf, readEnrolledWays } from './enrolledWay.ts';
import type { InvitationRow } from './invitationParts.ts';
import type { PassRow } from './passEscrow.ts';
import { readStops } from './whereStopped.ts';

const MOST_SHOWN = 500;
/** An answer of Graph that is not there after this does not come any more. */
export const ASKED_FOR_MS = 60_000;

type Standing = Pick<
  InvitationRow,
  'createdAt' | 'openedAt' | 'signedInAt' | 'keySeenAt' | 'enrolledAt' | 'cancelledAt' | 'expiresAt'
>;

/** At most one pass of an invitation is not over, whatever the clocks of several backends said. */
export const NEWEST_PASS = [sql`${accessPasses.state} = 'over'`, desc(accessPasses.askedAt)];

interface StandingSince {
  readonly state: InvitationState;
  readonly since: Date;
}

/** Where an invitation stands, and since when. */
export function standingOf(row: Standing, now: Date): StandingSince {
  if (row.enrolledAt === null) {
    if (row.cancelledAt !== null) return { state: 'cancelled', since: row.cancelledAt };
    if (row.expiresAt <= now) return { state: 'expired', since: row.expiresAt };
  }
  return reachedBy(row);
}

/** How far its person got, whatever became of it since. */
function reachedBy(row: Standing): StandingSince {
  if (row.enrolledAt !== null) return { state: 'enrolled', since: row.enrolledAt };
  if (row.keySeenAt !== null) return { state: 'keySeen', since: row.keySeenAt };
  if (row.signedInAt !== null) return { state: 'signedIn', since: row.signedInAt };
  if (row.openedAt !== null) return { state: 'opened', since: row.openedAt };
  return { state: 'invited', since: row.createdAt };
}

/** Whether it can still lead to a key. */
export function isOpen(row: InvitationRow, now: Date): boolean {
  return row.endedAt === null && row.expiresAt > now;
}

function passState(pass: PassRow, now: Date): NonNullable<Invitation['pass']>['state'] {
  if (pass.isToDelete) return 'deleting';
  if (pass.state === 'over') return 'over';
  if (pass.state === 'asked') {
    return now.getTime() - pass.askedAt.getTime() < ASKED_FOR_MS ? 'issuing' : 'lost';
  }
  if (pass.endsAt <= now) return 'over';
  if (pass.state === 'lost') return 'lost';
  return pass.state === 'shown' ? 'shown' : 'toShow';
}

/** What is told of invitations beside their rows, by id. */
interface Beside {
  readonly passes: readonly PassRow[];
  readonly ways: ReadonlyMap<string, Way>;
  readonly stops: ReadonlyMap<string, FailureCode>;
}

async function readBeside(queries: Queries, rows: readonly InvitationRow[]): Promise<Beside> {
  const ids = rows.map(({ id }) => id);
  return {
    passes: await readPasses(queries, ids),
    ways: await readEnrolledWays(queries, ids),
    stops: await readStops(queries, rows),
  };
}

/** Writes an invitation as operators see it. */
function invitationView(
  row: InvitationRow,
  { passes, ways, stops }: Beside,
  now: Date,
): Invitation {
  const pass = passes.find(({ invitationId }) => invitationId === row.id);
  const { state, since } = standingOf(row, now);
  const { userId, displayName, userPrincipalName, profile } = row;
  return {
    id: row.id,
    state,
    person: { id: userId, displayName, userPrincipalName },
    profile: { id: profile.id, version: profile.version, name: profile.name },
    expectedSerial: row.expectedSerial,
    expectedAaguid: row.expectedAaguid,
    message: row.message,
    invitedBy: { id: row.invitedById, displayName: row.invitedByName },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    changedAt: since.toISOString(),
    remindedAt: row.remindedAt?.toISOString() ?? null,
    enrolledWay: enrolledWayOf(row, ways),
    reached: reachedBy(row).state,
    stoppedBy: stops.get(row.id) ?? null,
    pass:
      pass === undefined
        ? null
        : {
            state: passState(pass, now),
            startsAt: pass.startsAt.toISOString(),
            endsAt: pass.endsAt.toISOString(),
            to: pass.passTo,
            viewerId: pass.viewerId,
            viewerName: pass.viewerName,
          },
  };
}

/** The newest first, with the pass that was asked for last. */
export async function readInvitations(queries: Queries, now: Date): Promise<Invitation[]> {
  const rows = await queries
    .select()
    .from(invitations)
    .orderBy(desc(invitations.createdAt))
    .limit(MOST_SHOWN);
  if (rows.length === 0) return [];
  const beside = await readBeside(queries, rows);
  return rows.map((row) => invitationView(row, beside, now));
}

/** One of them. @throws AppError `not_found`. */
export async function readInvitation(queries: Queries, id: string, now: Date): Promise<Invitation> {
  const [row] = await queries.select().from(invitations).where(eq(invitations.id, id));
  if (row === undefined) throw new AppError('not_found', 'no such invitation');
  return invitationView(row, await readBeside(queries, [row]), now);
}

function readPasses(queries: Queries, invitationIds: readonly string[]): Promise<PassRow[]> {
  return queries
    .select()
    .from(accessPasses)
    .where(inArray(accessPasses.invitationId, [...invitationIds]))
    .orderBy(...NEWEST_PASS);
}

/**
 * The invitation, to itself for the rest of the transaction, and open.
 * @throws AppError `not_found`, `invitation_over`.
 */
export async function lockOpenInvitation(
  queries: Queries,
  id: string,
  now: Date,
): Promise<InvitationRow> {
  const [row] = await queries
    .select()
    .from(invitations)
    .where(eq(invitations.id, id))
    .for('update');
  if (row === undefined) throw new AppError('not_found', 'no such invitation');
  if (!isOpen(row, now)) throw new AppError('invitation_over', 'this invitation has ended');
  return row;
}
