import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { checkPerson, insertEnrolment } from '#bff/enrolment/startEnrolment.ts';
import { checkStanding } from '#bff/operator/operatorStanding.ts';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import { keptRead, keptWrite } from '#bff/store/keptStatement.ts';
import { enrolments } from '#bff/store/schema.ts';
import { violatedIndex } from '#bff/store/storeFailure.ts';
import type { NextInBatch, NextOfBatch, PluggedKey } from '#shared/api/index.ts';
import { keyLock } from '#shared/enrolment/keyIdentity.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { outcomeOf } from './batchAudit.ts';
import type { BatchParts } from './batchParts.ts';
import { type Claim, claimPerson, enrolmentAction, readRunning } from './claimPerson.ts';
import { findKey } from './keyInBatch.ts';
import { readPerson } from './peopleView.ts';
import { NO_CLAIM } from './standing.ts';

/** None of these is about the person: they wait again. Every other code counts as theirs. */
const NOT_THEIRS: readonly FailureCode[] = [
  'graph_throttled',
  'graph_unavailable',
  'graph_unauthorized',
  'graph_outcome_unknown',
  'database_unavailable',
  'database_restored',
  'audit_unavailable',
  'batch_not_running',
  'key_used_in_batch',
  // Of the whole tenant.
  'passkeys_disabled',
  'self_service_off',
  // Nobody can tell of anybody.
  'user_protection_unknown',
  // Of who gives the keys out.
  'enrolments_limited',
  'internal',
];
const KEY_INDEXES = ['enrolments_one_open_per_key', 'enrolments_one_key_per_batch'];

/**
 * Gives a key to somebody of the batch: claims the person, asks the directory about them, opens their enrolment.
 *
 * One person gets one key and one key one person, however many stations and backends ask at once: the claim is a row lock
 * and a number that the opening transaction must still find; unique indexes over the open enrolments of people and keys and
 * over the keys of the batch stand behind it. A backend that dies in between blocks nobody for longer than a claim lasts.
 *
 * @throws AppError as `POST /api/batches/{id}/next` says.
 */
export async function nextInBatch(
  parts: BatchParts,
  batchId: string,
  request: NextInBatch,
  actor: Actor,
): Promise<NextOfBatch> {
  await checkStanding(parts, actor);
  const enrolmentId =
    (await findOwn(parts, batchId, request, actor)) ??
    (await openNext(parts, batchId, request, actor));
  const enrolment = await parts.enrolments.plugIn(enrolmentId, request.key, actor);
  const now = new Date(parts.now());
  const person = await parts.store.read((queries) =>
    readPerson(queries, batchId, enrolment.holder.id.toLowerCase(), now),
  );
  return { enrolment, person };
}

const findOwn = (parts: BatchParts, batchId: string, request: NextInBatch, actor: Actor) =>
  parts.store.read((queries) => findKey(queries, batchId, request, actor));

async function openNext(
  parts: BatchParts,
  batchId: string,
  request: NextInBatch,
  actor: Actor,
): Promise<string> {
  const claim = await claimPerson(parts, batchId, request, actor);
  try {
    await open(parts, claim, request.key, actor);
    return claim.enrolmentId;
  } catch (error) {
    const failure = failureOf(error);
    await giveBack(parts, claim, failure.code, actor).catch(() => {
      // The claim ends by its time.
      parts.log.warn('batch_claim_left', { userId: claim.userId, code: failure.code });
    });
    if (failure.code !== 'key_used_in_batch') throw failure;
    // The same key came in through another call just now: it may be this operator's own.
    const own = await findOwn(parts, batchId, request, actor);
    if (own === null) throw failure;
    return own;
  }
}

const claimUsed = keptWrite('update', batchPeople, (queries) => {
  const { placeholder } = sql;
  return queries
    .update(batchPeople)
    .set({ enrolmentId: sql`${placeholder('enrolmentId')}::uuid`, ...NO_CLAIM })
    .where(
      and(
        eq(batchPeople.batchId, placeholder('batchId')),
        eq(batchPeople.position, placeholder('position')),
      ),
    );
});

const openOf = keptRead((queries) =>
  queries
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(and(eq(enrolments.holderId, sql.placeholder('userId')), eq(enrolments.state, 'open'))),
);

const claimedPlace = keptRead((queries) =>
  queries
    .select({ position: batchPeople.position })
    .from(batchPeople)
    .where(
      and(
        eq(batchPeople.batchId, sql.placeholder('batchId')),
        eq(batchPeople.userId, sql.placeholder('userId')),
        eq(batchPeople.claimId, sql.placeholder('claimId')),
      ),
    )
    .for('update'),
);

async function open(parts: BatchParts, claim: Claim, key: PluggedKey, actor: Actor): Promise<void> {
  const { batch, userId, enrolmentId } = claim;
  const [other] = await parts.store.read((queries) => queries.run(openOf, { userId }));
  if (other !== undefined) throw openElsewhere();
  const { challengeMinutes } = batch;
  const person = await checkPerson(parts, userId, batch.profile, actor);
  await parts.store.transaction(async (queries, commitWith) => {
    // Paused or ended in the meantime: nobody gets a key any more.
    await readRunning(queries, batch.id);
    const [claimed] = await queries.run(claimedPlace, {
      ...{ batchId: batch.id, userId, claimId: claim.id },
    });
    if (claimed === undefined) {
      throw new AppError('conflict', 'somebody else has claimed this person since');
    }
    const row = {
      id: enrolmentId,
      at: new Date(parts.now()),
      started: { ...person, challengeMinutes },
      actor,
      batch: { batchId: batch.id, keyLock: keyLock(key.observation.identity) },
    };
    const place = { batchId: batch.id, position: claimed.position, enrolmentId };
    const outcome = outcomeOf(enrolmentAction(claim, actor), 'ok');
    await insertEnrolment(parts, queries, row, (...rows) =>
      commitWith(
        ...rows,
        () => queries.runNow(claimUsed, place),
        () => parts.audit.append(queries, outcome),
      ),
    );
  });
}

const isClaimed = ({ batch, userId, id }: Claim) =>
  and(
    eq(batchPeople.batchId, batch.id),
    eq(batchPeople.userId, userId),
    eq(batchPeople.claimId, id),
  );

const openElsewhere = () =>
  new AppError('conflict', 'another enrolment is open for this person, outside of this batch');

function failureOf(error: unknown): AppError {
  const index = violatedIndex(error instanceof AppError ? error.cause : error) ?? '';
  if (KEY_INDEXES.includes(index)) {
    return new AppError('key_used_in_batch', 'this key was enrolled in the meantime');
  }
  if (index === 'enrolments_one_open_per_holder') return openElsewhere();
  return error instanceof AppError
    ? error
    : new AppError('internal', 'the enrolment was not opened', { cause: error });
}

/** Ends a claim that led to no enrolment, with its record. A claim that is another one's by now stays. */
async function giveBack(
  parts: BatchParts,
  claim: Claim,
  code: FailureCode,
  actor: Actor,
): Promise<void> {
  const isTheirs = !NOT_THEIRS.includes(code);
  await parts.store.transaction(async (queries, commitWith) => {
    await queries
      .update(batchPeople)
      .set({ ...NO_CLAIM, ...(isTheirs && { code, failedAt: new Date(parts.now()) }) })
      .where(isClaimed(claim));
    const outcome = outcomeOf(enrolmentAction(claim, actor), code);
    await commitWith(() => parts.audit.append(queries, outcome));
  });
}
