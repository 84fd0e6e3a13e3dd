import { and, asc, eq, lte } from 'drizzle-orm';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { withLeasedEnrolment } from '#bff/jobs/leasedEnrolment.ts';
import { checkStanding } from '#bff/operator/operatorStanding.ts';
import { bulkRemovals } from '#bff/store/bulkRemovalTables.ts';
import type { EnrolmentHold } from '#bff/store/store.ts';
import { AppError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { wholeOf } from './bulkRemovalAudit.ts';
import type { RemovalParts, RemovalRow } from './removalParts.ts';
import { removeNext, type Turn } from './removeNext.ts';

/**
 * Carries out the removals whose delay is over, a key at a time: of several backends one works on a key, and between two keys it looks
 * whether somebody stopped it. What a backend that died had begun is looked after by `settleRemovals`, and never asked for again.
 * @returns how many turns there were.
 */
export async function runRemovals(parts: RemovalParts, signal?: AbortSignal): Promise<number> {
  const due = await parts.store.read((queries) =>
    queries
      .select()
      .from(bulkRemovals)
      .where(and(eq(bulkRemovals.state, 'started'), lte(bulkRemovals.dueAt, new Date(parts.now()))))
      .orderBy(asc(bulkRemovals.dueAt)),
  );
  let turns = 0;
  for (const removal of due) {
    let turn: Turn = 'next';
    while (turn === 'next' && signal?.aborted !== true) {
      turn = await takeTurn(parts, removal);
      turns += 1;
    }
  }
  return turns;
}

/** A removal is held as an enrolment is: a lock, and a lease whose number each write checks. */
async function takeTurn(parts: RemovalParts, removal: RemovalRow): Promise<Turn> {
  let turn: Turn = 'later';
  try {
    await withLeasedEnrolment(parts, removal.id, async (hold) => {
      turn = await goOn(parts, hold, removal);
    });
  } catch (error) {
    const code = failureCodeOf(error);
    parts.log.warn('job_failed', { operation: 'runRemovals', code });
  }
  return turn;
}

async function goOn(parts: RemovalParts, hold: EnrolmentHold, removal: RemovalRow): Promise<Turn> {
  const actor = whoStarted(removal);
  try {
    await checkStanding(parts, actor);
  } catch (error) {
    if (!(error instanceof AppError) || !STOPS.includes(error.code)) throw error;
    await stopFor(parts, hold, removal, error.code);
    return 'over';
  }
  return removeNext(parts, hold, removal, actor);
}

/** Who began it may act no more. */
const STOPS: readonly string[] = ['operator_suspended', 'session_forbidden'];

async function stopFor(
  { audit, now }: RemovalParts,
  hold: EnrolmentHold,
  { id: removalId, requestId }: RemovalRow,
  code: string,
): Promise<void> {
  await hold.transaction(async (queries) => {
    await queries
      .update(bulkRemovals)
      .set({ state: 'stopped', endedAt: new Date(now()) })
      .where(and(eq(bulkRemovals.id, removalId), eq(bulkRemovals.state, 'started')));
    const actor = { id: SYSTEM_ACTOR, requestId: requestId ?? '' };
    await audit.append(queries, ...wholeOf({ action: 'stopRemoval', removalId, actor }, code));
  });
}

/** Whoever started it is behind each key, with the roles that they had then. */
function whoStarted(row: RemovalRow): Actor {
  return {
    id: row.startedById ?? '',
    requestId: row.requestId ?? '',
    roles: row.startedByRoles ?? [],
    ...(row.startedByName !== null && { displayName: row.startedByName }),
    ...(row.approvalId !== null && { approvalId: row.approvalId }),
  };
}
