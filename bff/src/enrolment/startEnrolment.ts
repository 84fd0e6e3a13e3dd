import { and, eq, sql } from 'drizzle-orm';
import { startItem } from '#bff/approvals/approvalItem.ts';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import { directoryFor } from '#bff/graph/directory.ts';
import type { TargetAction } from '#bff/guard/targetRules.ts';
import { checkNotSuspended } from '#bff/operator/operatorStanding.ts';
import { chosenProfile } from '#bff/profiles/chosenProfile.ts';
import { keptWrite } from '#bff/store/keptStatement.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, journal } from '#bff/store/schema.ts';
import { violatedIndex } from '#bff/store/storeFailure.ts';
import { allOf, type CommitWith, sendAll } from '#bff/store/transact.ts';
import type { ApprovalItem } from '#shared/api/approvals.ts';
import type { StartEnrolment } from '#shared/api/index.ts';
import { acceptedWays } from '#shared/enrolment/acceptedWays.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { Way } from '#shared/enrolment/way.ts';
import { AppError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { checkRoom } from './enrolmentCaps.ts';
import type { Actor, EnrolmentParts } from './enrolmentParts.ts';
import { type EnrolmentRow, insertEntry } from './openEnrolment.ts';

/** {@link StartEnrolment}, by any way. */
type NewStart = Omit<StartEnrolment, 'way'> & { readonly way?: Way | undefined };

/**
 * Opens an enrolment: its row, the first line of its journal and the audit record, all or nothing. Before that the
 * directory is asked whether a key can be enrolled for this person at all.
 * @returns its id, or that of the one this operator has open for the person already.
 * @throws AppError with the first code of what stands in the way; `conflict`; `enrolments_limited`,
 * `person_enrolments_limited`; `profile_retired`, `profile_changed`; `way_not_accepted`; those of {@link Approvals.use}; GraphError.
 */
export async function createEnrolmentRow(
  parts: EnrolmentParts,
  { userId, profileId, profileVersion, way = 'webhid', key }: NewStart,
  actor: Actor,
  action: StartAction = 'enrol',
): Promise<string> {
  await checkNotSuspended(parts, actor);
  if (way !== 'webhid' && key !== undefined) {
    throw new AppError('request_invalid', 'no key is read by this way');
  }
  // First: what is open goes on with its own copy, whatever became of the profile.
  const before = await findOpen(parts, { userId, profileId, way }, actor);
  if (before !== null) return before;
  const profile = await chosenProfile(parts.profiles, profileId, profileVersion);
  if (!acceptedWays(profile).includes(way)) {
    throw new AppError('way_not_accepted', 'the profile takes no key that is reached like this');
  }
  const id = parts.newId();
  const approval = approvalOf({ userId, profile, way, key }, actor, action);
  const record = (phase: AuditEntry['phase'], result: string | null): AuditEntry => ({
    ...{ phase, result, action: 'startEnrolment', detail: { seq: 1, profileId, way } },
    actorId: actor.id,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    holderId: userId.toLowerCase(),
    enrolmentId: id,
    approvalId: approval?.id ?? null,
  });
  const append = (entry: AuditEntry) =>
    parts.store.transaction((queries, commitWith) =>
      commitWith(() => parts.audit.append(queries, entry)),
    );
  await append(record('intent', null));
  try {
    const opening = { id, userId, way, actor, action, approval };
    return await open(parts, profile, opening, record('outcome', 'ok'));
  } catch (error) {
    await append(record('outcome', failureCodeOf(error)));
    throw error;
  }
}

/** `watchOwn`: the holder themself registers it on Microsoft's page; `enrolOwn`: here, by an invitation. */
type StartAction = Extract<TargetAction, 'enrol' | 'watchOwn' | 'enrolOwn'>;

/** The approval that a start says it has, with what it has to be for. */
interface StartApproval {
  readonly id: string;
  readonly item: ApprovalItem;
}

/** What people do about themselves needs none. */
function approvalOf(
  { key, ...start }: Omit<Parameters<typeof startItem>[0], 'key'> & Pick<NewStart, 'key'>,
  { approvalId }: Actor,
  action: StartAction,
): StartApproval | null {
  if (approvalId === undefined || action !== 'enrol') return null;
  const identity = key?.observation.identity ?? null;
  return { id: approvalId, item: startItem({ ...start, key: identity }) };
}

/** How every journal begins. */
export type StartedEvent = Extract<JournalEvent, { type: 'started' }>;

interface Opening {
  readonly id: string;
  readonly userId: string;
  readonly way: Way;
  readonly actor: Actor;
  readonly action: StartAction;
  readonly approval: StartApproval | null;
}

async function open(
  parts: EnrolmentParts,
  profile: EnrolmentProfile,
  { id, userId, way, actor, action, approval }: Opening,
  outcome: AuditEntry,
): Promise<string> {
  if (approval !== null) {
    await parts.store.read((queries) => parts.approvals.check(queries, approval.item, actor));
  }
  const isApproved = approval !== null;
  const checked = await checkPerson(parts, userId, profile, actor, { action, isApproved });
  const started: StartedEvent = way === 'webhid' ? checked : { ...checked, way };
  const at = new Date(parts.now());
  try {
    await parts.store.transaction(async (queries, commitWith) => {
      if (approval !== null) await parts.approvals.use(queries, approval.item, actor);
      const row = { id, at, started, actor, approvalId: approval?.id };
      await insertEnrolment(parts, queries, row, (...rows) =>
        commitWith(...rows, () => parts.audit.append(queries, outcome)),
      );
    });
    return id;
  } catch (error) {
    const cause = error instanceof AppError ? error.cause : error;
    if (violatedIndex(cause) !== 'enrolments_one_open_per_holder') throw error;
    // Two starts at once: the other one came first.
    const other = await findOpen(parts, { userId, way, profileId: profile.id }, actor);
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
  /** Used up in the same transaction. */
  readonly approvalId?: string | undefined;
}

const newEnrolment = keptWrite('insert', enrolments, (queries) => {
  const { placeholder } = sql;
  return queries.insert(enrolments).values({
    id: placeholder('id'),
    holderId: placeholder('holderId'),
    operatorId: placeholder('operatorId'),
    startedById: placeholder('startedById'),
    operatorName: placeholder('operatorName'),
    profileId: placeholder('profileId'),
    state: 'open',
    startedAt: placeholder('at'),
    updatedAt: placeholder('at'),
    nextLookAt: sql`${placeholder('nextLookAt')}::timestamptz`,
    batchId: placeholder('batchId'),
    keyLock: placeholder('keyLock'),
    invitationId: placeholder('invitationId'),
    approvalId: placeholder('approvalId'),
  });
});

/**
 * Writes the row of an enrolment and the first line of its journal, in the caller's transaction. What its holder begins themself
 * counts for nobody: it has limits of its own.
 * @param send sends both; others may come with them, as many wait for what {@link checkRoom} locks.
 * @throws HttpFailure as {@link checkRoom}.
 */
export async function insertEnrolment(
  parts: Pick<EnrolmentParts, 'enrolmentCaps'>,
  queries: Queries,
  { id, at, started, actor, batch, invitationId, approvalId }: NewEnrolment,
  send: CommitWith = (...statements) => allOf(sendAll(statements)),
): Promise<void> {
  const holderId = started.holder.id;
  const isOwn = actor.id.toLowerCase() === holderId;
  if (!isOwn) await checkRoom(parts, queries, { operatorId: actor.id, holderId, at });
  const row = {
    id,
    holderId,
    operatorId: actor.id,
    startedById: isOwn ? null : actor.id,
    operatorName: actor.displayName ?? null,
    profileId: started.profile.id,
    at,
    nextLookAt: started.way === 'guided' ? at.toISOString() : null,
    batchId: batch?.batchId ?? null,
    keyLock: batch?.keyLock ?? null,
    invitationId: invitationId ?? null,
    approvalId: approvalId ?? null,
  };
  await send(
    () => queries.runNow(newEnrolment, row),
    () => insertEntry(queries, id, { seq: 1, at: at.toISOString(), event: started }),
  );
}

/** The enrolment this operator has open for the person. @throws AppError `conflict` when it is somebody else's, another profile's or begun by another way. */
async function findOpen(
  parts: EnrolmentParts,
  { userId, profileId, way }: Pick<StartEnrolment, 'userId' | 'profileId'> & { readonly way: Way },
  actor: Actor,
): Promise<string | null> {
  const [row] = await parts.store.read((queries) =>
    queries
      .select({
        id: enrolments.id,
        operatorId: enrolments.operatorId,
        profileId: enrolments.profileId,
        started: journal.event,
      })
      .from(enrolments)
      .innerJoin(journal, and(eq(journal.enrolmentId, enrolments.id), eq(journal.seq, 1)))
      .where(and(eq(enrolments.holderId, userId), eq(enrolments.state, 'open'))),
  );
  if (row === undefined) return null;
  if (row.operatorId !== actor.id.toLowerCase()) {
    throw new AppError('conflict', 'somebody else enrols a key for this person');
  }
  if (row.profileId !== profileId) {
    throw new AppError('conflict', 'a key is being enrolled for this person by another profile');
  }
  const { started } = row;
  const begun = started.type === 'started' ? (started.way ?? 'webhid') : way;
  if (begun !== way) throw new AppError('conflict', 'it was begun by another way');
  return row.id;
}

/** What is asked of the guard for a start. */
interface StartQuestion {
  readonly action?: StartAction;
  /** An approval is used up with it, see `GuardedWithin`. */
  readonly isApproved?: boolean;
}

/**
 * Asks guard and directory whether a key can be enrolled for this person at all.
 * @returns the first line of the journal.
 * @throws AppError with the first code of what stands in the way; GraphError.
 */
export async function checkPerson(
  parts: EnrolmentParts,
  userId: string,
  profile: EnrolmentProfile,
  actor: Actor,
  { action = 'enrol', isApproved = false }: StartQuestion = {},
): Promise<StartedEvent> {
  const directory = directoryFor(parts.directory, { operator: actor.id });
  // Not as they were remembered: whoever was disabled, or got power, a moment ago gets no key.
  const { person, passkeys } = await parts.guard.checkNow(action, userId, actor, { isApproved });
  // Asked of us whatever the tenant's policies say.
  if (!person.enabled) throw new AppError('user_disabled', 'the account is disabled');
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
