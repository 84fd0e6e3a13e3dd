import { and, eq } from 'drizzle-orm';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import { directoryFor } from '#bff/graph/directory.ts';
import { checkNotSuspended } from '#bff/operator/operatorStanding.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments } from '#bff/store/schema.ts';
import { violatedIndex } from '#bff/store/storeFailure.ts';
import type { StartEnrolment } from '#shared/api/index.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { Actor, EnrolmentParts } from './enrolmentParts.ts';
import { type EnrolmentRow, insertEntry } from './openEnrolment.ts';

/**
 * Opens an enrolment: its row, the first line of its journal and the audit record, all or nothing. Before that the
 * directory is asked whether a key can be enrolled for this person at all.
 * @returns its id, or that of the one this operator has open for the person already.
 * @throws AppError with the first code of what stands in the way; `conflict`; `profile_retired`; GraphError.
 */
export async function createEnrolmentRow(
  parts: EnrolmentParts,
  { userId, profileId }: StartEnrolment,
  actor: Actor,
): Promise<string> {
  await checkNotSuspended(parts, actor);
  // First: what is open goes on with its own copy, whatever became of the profile.
  const before = await findOpen(parts, { userId, profileId }, actor);
  if (before !== null) return before;
  const profile = await parts.profiles.current(profileId);
  if (profile === null) throw new AppError('profile_retired', 'no such profile, or not any more');
  const id = parts.newId();
  const record = (phase: AuditEntry['phase'], result: string | null): AuditEntry => ({
    ...{ phase, result, action: 'startEnrolment', detail: { seq: 1, profileId } },
    actorId: actor.id,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    holderId: userId.toLowerCase(),
    enrolmentId: id,
  });
  const append = (entry: AuditEntry) =>
    parts.store.transaction((queries) => parts.audit.append(queries, entry));
  await append(record('intent', null));
  try {
    return await open(parts, profile, { id, userId, actor }, record('outcome', 'ok'));
  } catch (error) {
    await append(record('outcome', error instanceof AppError ? error.code : 'internal'));
    throw error;
  }
}

/** How every journal begins. */
export type StartedEvent = Extract<JournalEvent, { type: 'started' }>;

interface Opening {
  readonly id: string;
  readonly userId: string;
  readonly actor: Actor;
}

async function open(
  parts: EnrolmentParts,
  profile: EnrolmentProfile,
  { id, userId, actor }: Opening,
  outcome: AuditEntry,
): Promise<string> {
  const started = await checkPerson(parts, userId, profile, actor);
  const at = new Date(parts.now());
  try {
    await parts.store.transaction(async (queries) => {
      await insertEnrolment(queries, { id, at, started, actor });
      await parts.audit.append(queries, outcome);
    });
    return id;
  } catch (error) {
    const cause = error instanceof AppError ? error.cause : error;
    if (violatedIndex(cause) !== 'enrolments_one_open_per_holder') throw error;
    // Two starts at once: the other one came first.
    const other = await findOpen(parts, { userId, profileId: profile.id }, actor);
    if (other === null) throw error;
    await parts.store.transaction((queries) =>
      parts.audit.append(queries, { ...outcome, result: 'conflict' }),
    );
    return other;
  }
}

/** A new enrolment; in a batch with the key that asked. */
export interface NewEnrolment {
  readonly id: string;
  readonly at: Date;
  readonly started: StartedEvent;
  readonly actor: Actor;
  readonly batch?: Pick<EnrolmentRow, 'batchId' | 'keyLock'>;
  /** The invitation by which the holder begins it themself. */
  readonly invitationId?: string;
}

/** Writes the row of an enrolment and the first line of its journal, in the caller's transaction. */
export async function insertEnrolment(
  queries: Queries,
  { id, at, started, actor, batch, invitationId }: NewEnrolment,
): Promise<void> {
  await queries.insert(enrolments).values({
    id,
    holderId: started.holder.id,
    operatorId: actor.id,
    operatorName: actor.displayName ?? null,
    profileId: started.profile.id,
    state: 'open',
    startedAt: at,
    updatedAt: at,
    ...batch,
    ...(invitationId !== undefined && { invitationId }),
  });
  await insertEntry(queries, id, { seq: 1, at: at.toISOString(), event: started });
}

/** The enrolment this operator has open for the person. @throws AppError `conflict` when it is somebody else's or another profile's. */
async function findOpen(
  parts: EnrolmentParts,
  { userId, profileId }: Pick<StartEnrolment, 'userId' | 'profileId'>,
  actor: Actor,
): Promise<string | null> {
  const [row] = await parts.store.read((queries) =>
    queries
      .select({
        id: enrolments.id,
        operatorId: enrolments.operatorId,
        profileId: enrolments.profileId,
      })
      .from(enrolments)
      .where(and(eq(enrolments.holderId, userId), eq(enrolments.state, 'open'))),
  );
  if (row === undefined) return null;
  if (row.operatorId !== actor.id.toLowerCase()) {
    throw new AppError('conflict', 'somebody else enrols a key for this person');
  }
  if (row.profileId !== profileId) {
    throw new AppError('conflict', 'a key is being enrolled for this person by another profile');
  }
  return row.id;
}

/**
 * Asks the directory whether a key can be enrolled for this person at all.
 * @returns the first line of the journal.
 * @throws AppError with the first code of what stands in the way; GraphError.
 */
export async function checkPerson(
  parts: EnrolmentParts,
  userId: string,
  profile: EnrolmentProfile,
  actor: Actor,
): Promise<StartedEvent> {
  const directory = directoryFor(parts.directory, { operator: actor.id });
  const [person, passkeys] = await Promise.all([
    directory.getPerson(userId),
    directory.listPasskeys(userId),
  ]);
  // These two are asked of us whatever the tenant's policies say.
  if (!person.enabled) throw new AppError('user_disabled', 'the account is disabled');
  if (person.guest) throw new AppError('user_is_guest', 'guests cannot have passkeys here');
  const [problem] = await directory.readiness(person, passkeys);
  if (problem !== undefined) throw new AppError(problem, 'no key can be enrolled for this person');
  const { id, displayName, userPrincipalName } = person;
  return {
    type: 'started',
    holder: { id: id.toLowerCase(), displayName, userPrincipalName },
    operatorId: actor.id,
    profile,
    methodsBefore: passkeys.map((passkey) => passkey.id),
  };
}
