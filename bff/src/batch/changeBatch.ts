import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import { type BatchRowState, batches } from '#bff/store/batchTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments } from '#bff/store/schema.ts';
import type { ChangeBatchPerson, ChangeBatchState } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import { wholeOf } from './batchAudit.ts';
import type { BatchParts } from './batchParts.ts';
import { NO_CLAIM, ownEnrolment, standing } from './standing.ts';

interface Step {
  readonly from: readonly BatchRowState[];
  readonly to: BatchRowState;
  readonly action: string;
}

const STEPS: Readonly<Record<ChangeBatchState['to'], Step>> = {
  running: { from: ['ready', 'paused'], to: 'running', action: 'runBatch' },
  paused: { from: ['running'], to: 'paused', action: 'pauseBatch' },
  end: { from: ['ready', 'running', 'paused'], to: 'stopping', action: 'endBatch' },
};

const WAITS_AGAIN = { reason: null, code: null, failedAt: null, enrolmentId: null, ...NO_CLAIM };

/**
 * Starts, pauses, resumes or ends a batch. Once this has answered `paused` or `end`, no enrolment of it begins any more.
 * @throws AppError `not_found`, `conflict`.
 */
export async function changeState(
  parts: BatchParts,
  batchId: string,
  { to }: ChangeBatchState,
  actor: Actor,
): Promise<void> {
  const step = STEPS[to];
  await parts.store.transaction(async (queries) => {
    const { state, startedAt } = await lockBatch(queries, batchId);
    if (!step.from.includes(state)) throw new AppError('conflict', 'the batch has no such step');
    const now = new Date(parts.now());
    await queries
      .update(batches)
      .set({
        state: step.to,
        startedAt: step.to === 'running' ? (startedAt ?? now) : startedAt,
        stoppedAt: step.to === 'stopping' ? now : null,
      })
      .where(eq(batches.id, batchId));
    await parts.audit.append(queries, ...wholeOf({ action: step.action, batchId, actor }));
  });
}

/**
 * Leaves somebody out, or has them wait again.
 * @throws AppError `not_found`, `conflict`.
 */
export async function changePerson(
  parts: BatchParts,
  batchId: string,
  userId: string,
  change: ChangeBatchPerson,
  actor: Actor,
): Promise<void> {
  await parts.store.transaction(async (queries) => {
    const { state } = await lockBatch(queries, batchId);
    const isTheirs = and(eq(batchPeople.batchId, batchId), eq(batchPeople.userId, userId));
    const [locked] = await queries.select().from(batchPeople).where(isTheirs).for('update');
    if (locked === undefined) throw new AppError('not_found', 'nobody of this batch');
    const [row] = await queries
      .select({ stands: standing(new Date(parts.now())) })
      .from(batchPeople)
      .leftJoin(enrolments, ownEnrolment)
      .where(isTheirs);
    const isSkip = change.do === 'skip';
    const from = isSkip ? ['waiting', 'failed'] : ['failed', 'skipped'];
    if (row === undefined || !from.includes(row.stands) || (!isSkip && state === 'stopping')) {
      throw new AppError('conflict', 'not where this person stands');
    }
    const columns = isSkip ? { reason: change.reason, ...NO_CLAIM } : WAITS_AGAIN;
    await queries.update(batchPeople).set(columns).where(isTheirs);
    const action = isSkip ? 'skipBatchPerson' : 'retryBatchPerson';
    const records = wholeOf({ action, batchId, actor, holderId: userId });
    await parts.audit.append(queries, ...records);
  });
}

/** Has everybody wait again who failed. @returns how many. @throws AppError `not_found`, `conflict`. */
export async function retryFailed(
  parts: BatchParts,
  batchId: string,
  actor: Actor,
): Promise<number> {
  return parts.store.transaction(async (queries) => {
    const { state } = await lockBatch(queries, batchId);
    if (state === 'stopping') throw new AppError('conflict', 'the batch is stopping');
    const rolledBack = queries
      .select({ id: enrolments.id })
      .from(enrolments)
      .where(and(eq(enrolments.batchId, batchId), eq(enrolments.state, 'rolledBack')));
    const retried = await queries
      .update(batchPeople)
      .set(WAITS_AGAIN)
      .where(
        and(
          eq(batchPeople.batchId, batchId),
          isNull(batchPeople.reason),
          sql`(${batchPeople.code} is not null or ${inArray(batchPeople.enrolmentId, rolledBack)})`,
        ),
      )
      .returning({ one: sql`1` });
    const detail = { count: retried.length };
    const records = wholeOf({ action: 'retryBatch', batchId, actor, detail });
    await parts.audit.append(queries, ...records);
    return retried.length;
  });
}

/** Keeps the state of the batch as it is, or changes it: openings of enrolments wait for it. */
async function lockBatch(queries: Queries, batchId: string) {
  const [row] = await queries
    .select({ state: batches.state, startedAt: batches.startedAt })
    .from(batches)
    .where(eq(batches.id, batchId))
    .for('no key update');
  if (row === undefined) throw new AppError('not_found', 'no such batch');
  return row;
}
