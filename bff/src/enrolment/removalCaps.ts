import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { removals } from '#bff/store/operatorTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { EnrolmentState } from '#shared/enrolment/enrolmentState.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** First half of the advisory lock's key, so that no other use of such locks meets ours. */
const REMOVAL_LOCKS = 7_419;

/** One operator has removed as much as they may. `until`: when there is room again; null where the day's is used up. */
export class RemovalsLimited extends AppError {
  readonly until: number | null;

  constructor(until: number | null) {
    super('removals_limited', 'so many keys are not removed for one operator');
    this.until = until;
  }
}

/**
 * Counts the removal of somebody's key, in the transaction that writes its beginning down. One that was counted before, and whose
 * outcome nobody knows, is not counted again.
 * @throws RemovalsLimited
 */
export async function countRemoval(
  { removalCaps, now }: Pick<EnrolmentParts, 'removalCaps' | 'now'>,
  queries: Queries,
  { id, state }: { readonly id: string; readonly state: Pick<EnrolmentState, 'operatorId'> },
  methodId: string,
): Promise<void> {
  const operatorId = state.operatorId.toLowerCase();
  // Held until the transaction ends: of those who remove for one operator at once each sees what the others counted.
  await queries.execute(
    sql`select pg_advisory_xact_lock(${REMOVAL_LOCKS}::int, hashtext(${operatorId}))`,
  );
  const [counted] = await queries
    .select({ at: removals.at })
    .from(removals)
    .where(and(eq(removals.causeId, id), eq(removals.methodId, methodId)));
  if (counted !== undefined) return;
  const at = now();
  const ofLastDay = await queries
    .select({ at: removals.at })
    .from(removals)
    .where(and(eq(removals.operatorId, operatorId), gt(removals.at, new Date(at - DAY_MS))))
    .orderBy(desc(removals.at))
    .limit(Math.max(removalCaps.perDay, removalCaps.perMinute));
  if (ofLastDay.length >= removalCaps.perDay) throw new RemovalsLimited(null);
  // The one whose minute has to be over before there is room for another.
  const blocking = ofLastDay[removalCaps.perMinute - 1]?.at.getTime();
  if (blocking !== undefined && blocking > at - MINUTE_MS) {
    throw new RemovalsLimited(blocking + MINUTE_MS);
  }
  await queries.insert(removals).values({ causeId: id, methodId, operatorId, at: new Date(at) });
}
