import { and, eq } from 'drizzle-orm';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import { directoryFor } from '#bff/graph/directory.ts';
import { enrolments } from '#bff/store/schema.ts';
import { violatedIndex } from '#bff/store/storeFailure.ts';
import type { StartEnrolment } from '#shared/api/index.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { Actor, EnrolmentParts } from './enrolmentParts.ts';
import { insertEntry } from './openEnrolment.ts';

/**
 * Opens an enrolment: its row, the first line of its journal and the audit record, all or nothing. Before that the
 * directory is asked whether a key can be enrolled for this person at all.
 * @returns its id, or that of the one this operator has open for the person already.
 * @throws AppError with the first code of what stands in the way; `conflict`; `request_invalid`; GraphError.
 */
export async function createEnrolmentRow(
  parts: EnrolmentParts,
  { userId, profileId }: StartEnrolment,
  actor: Actor,
): Promise<string> {
  const profile = profileById(profileId);
  const before = await findOpen(parts, { userId, profileId }, actor);
  if (before !== null) return before;
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
  const row = {
    id,
    holderId: userId.toLowerCase(),
    operatorId: actor.id,
    operatorName: actor.displayName ?? null,
    profileId: profile.id,
    state: 'open' as const,
    startedAt: at,
    updatedAt: at,
  };
  try {
    await parts.store.transaction(async (queries) => {
      await queries.insert(enrolments).values(row);
      await insertEntry(queries, row.id, { seq: 1, at: at.toISOString(), event: started });
      await parts.audit.append(queries, outcome);
    });
    return row.id;
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

async function checkPerson(
  parts: EnrolmentParts,
  userId: string,
  profile: EnrolmentProfile,
  actor: Actor,
): Promise<Extract<JournalEvent, { type: 'started' }>> {
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

function profileById(profileId: string): EnrolmentProfile {
  const profile = BUILT_IN_PROFILES.find(({ id }) => id === profileId);
  if (profile === undefined) throw new AppError('request_invalid', 'no such profile');
  return profile;
}
