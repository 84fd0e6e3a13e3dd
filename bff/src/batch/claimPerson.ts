import { and, asc, eq, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import { batches } from '#bff/store/batchTable.ts';
import { keptRead, keptWrite } from '#bff/store/keptStatement.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { NextInBatch } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import { type BatchAction, intentOf } from './batchAudit.ts';
import type { BatchParts } from './batchParts.ts';
import type { BatchRow } from './batchView.ts';
import { claimKeyOf } from './keyInBatch.ts';
import { isInTurn, isUnclaimed, NO_CLAIM } from './standing.ts';

/** Somebody of a batch who is kept for one key while their enrolment is opened. */
export interface Claim {
  /** No other claim has it. */
  readonly id: string;
  readonly batch: BatchRow;
  readonly userId: string;
  /** Of the enrolment to come. */
  readonly enrolmentId: string;
  /** A person vouched for the key: it could be one that was used here. */
  readonly isVouchedFor: boolean;
}

type PersonRow = typeof batchPeople.$inferSelect;

/** After that somebody else may have the person: whoever claimed them is gone. */
const CLAIM_MS = 60_000;
/** First half of the advisory lock's key, so that no other use of such locks meets ours. */
const CLAIM_LOCKS = 7_420;

const newClaim = keptWrite('update', batchPeople, (queries) => {
  const { placeholder } = sql;
  const as = (name: string, column: PgColumn) => sql`${sql.param(placeholder(name), column)}`;
  return queries
    .update(batchPeople)
    .set({
      claimId: as('claimId', batchPeople.claimId),
      claimKey: as('claimKey', batchPeople.claimKey),
      claimedById: as('claimedById', batchPeople.claimedById),
      claimedByName: as('claimedByName', batchPeople.claimedByName),
      claimedUntil: as('claimedUntil', batchPeople.claimedUntil),
    })
    .where(
      and(
        eq(batchPeople.batchId, placeholder('batchId')),
        eq(batchPeople.position, placeholder('position')),
      ),
    );
});

/**
 * Keeps the person whom this key is for, and writes the intent to enrol them. A key has one claim in a batch: asked again
 * with the same key, the claim goes over to who asked last.
 * @throws AppError `not_found`, `request_invalid`, `batch_not_running`, `batch_empty`, `key_not_assigned`,
 * `person_not_waiting`, `audit_unavailable`.
 */
export function claimPerson(
  parts: BatchParts,
  batchId: string,
  request: NextInBatch,
  actor: Actor,
): Promise<Claim> {
  return parts.store.transaction(async (queries, commitWith) => {
    const batch = await readRunning(queries, batchId);
    if ((request.userId !== undefined) !== (batch.assignment === 'pick')) {
      throw new AppError('request_invalid', 'who is picked does not fit the kind of the batch');
    }
    const now = new Date(parts.now());
    const claimKey = claimKeyOf(request.key);
    // The same key asked twice at once: the second one waits here and finds the claim of the first.
    await queries.execute(
      sql`select pg_advisory_xact_lock(${CLAIM_LOCKS}::int, hashtext(${`${batchId} ${claimKey}`}))`,
    );
    const person =
      (await takeOver(queries, batchId, claimKey, request)) ??
      (await choose(queries, batch, request, now));
    const claim = {
      id: parts.newId(),
      batch,
      userId: person.userId,
      enrolmentId: parts.newId(),
      isVouchedFor: request.isAnotherKey === true,
    };
    const claimed = {
      ...{ batchId, position: person.position, claimId: claim.id, claimKey },
      ...{ claimedById: actor.id, claimedByName: actor.displayName ?? null },
      claimedUntil: new Date(now.getTime() + CLAIM_MS),
    };
    const intent = intentOf(enrolmentAction(claim, actor));
    await commitWith(
      () => queries.runNow(newClaim, claimed),
      () => parts.audit.append(queries, intent),
    );
    return claim;
  });
}

/** What the audit says of the opening of an enrolment of a batch. */
export function enrolmentAction(claim: Claim, actor: Actor): BatchAction {
  const { batch, userId, enrolmentId, isVouchedFor } = claim;
  return {
    action: 'startEnrolment',
    batchId: batch.id,
    actor,
    holderId: userId,
    enrolmentId,
    detail: { seq: 1, profileId: batch.profile.id, ...(isVouchedFor && { isAnotherKey: true }) },
  };
}

const keptBatch = keptRead((queries) =>
  queries
    .select()
    .from(batches)
    .where(eq(batches.id, sql.placeholder('batchId')))
    .for('share'),
);

/** The batch, kept running until the transaction ends. @throws AppError `not_found`, `batch_not_running`. */
export async function readRunning(queries: Queries, batchId: string): Promise<BatchRow> {
  const [batch] = await queries.run(keptBatch, { batchId });
  if (batch === undefined) throw new AppError('not_found', 'no such batch');
  if (batch.state !== 'running') throw new AppError('batch_not_running', 'the batch does not run');
  return batch;
}

const isAt = ({ batchId, position }: Pick<PersonRow, 'batchId' | 'position'>) =>
  and(eq(batchPeople.batchId, batchId), eq(batchPeople.position, position));

const claimedFor = keptRead((queries) =>
  queries
    .select()
    .from(batchPeople)
    .where(
      and(
        eq(batchPeople.batchId, sql.placeholder('batchId')),
        eq(batchPeople.claimKey, sql.placeholder('claimKey')),
      ),
    )
    .for('update'),
);

async function takeOver(
  queries: Queries,
  batchId: string,
  claimKey: string,
  { userId }: NextInBatch,
): Promise<PersonRow | undefined> {
  const [claimed] = await queries.run(claimedFor, { batchId, claimKey });
  if (claimed === undefined) return undefined;
  if (userId === undefined || claimed.userId === userId.toLowerCase()) return claimed;
  // Another one was picked for this key since.
  await queries.update(batchPeople).set(NO_CLAIM).where(isAt(claimed));
  return undefined;
}

async function choose(
  queries: Queries,
  batch: BatchRow,
  { key, userId }: NextInBatch,
  now: Date,
): Promise<PersonRow> {
  const isOfBatch = eq(batchPeople.batchId, batch.id);
  if (batch.assignment === 'next') {
    const firstFree = (config: { skipLocked?: true }) =>
      queries
        .select()
        .from(batchPeople)
        .where(and(isOfBatch, isInTurn, isUnclaimed(now)))
        .orderBy(asc(batchPeople.position))
        .limit(1)
        .for('update', config);
    let [next] = await firstFree({ skipLocked: true });
    // Before anybody hears that the list is done, whoever is being claimed at this moment has to be.
    if (next === undefined) [next] = await firstFree({});
    if (next === undefined) throw new AppError('batch_empty', 'nobody is waiting');
    return next;
  }
  const { serial } = key.observation.identity;
  const isWanted =
    batch.assignment === 'pick'
      ? eq(batchPeople.userId, userId ?? '')
      : eq(batchPeople.serial, serial ?? '');
  const [wanted] = await queries
    .select()
    .from(batchPeople)
    .where(and(isOfBatch, isWanted))
    .for('update');
  if (wanted === undefined) {
    throw batch.assignment === 'pick'
      ? new AppError('not_found', 'nobody of this batch')
      : new AppError('key_not_assigned', 'this key is nobody’s here');
  }
  const hasOutcome = wanted.enrolmentId !== null || wanted.reason !== null || wanted.code !== null;
  if (hasOutcome || (wanted.claimedUntil !== null && wanted.claimedUntil > now)) {
    throw new AppError('person_not_waiting', 'this person does not wait for a key');
  }
  return wanted;
}
