import { and, eq, inArray, isNotNull, isNull, not, or, type SQL, sql } from 'drizzle-orm';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { type EnrolmentRowState, enrolments } from '#bff/store/schema.ts';
import type { BatchPersonState } from '#shared/api/index.ts';

/** How a person of a batch is joined with the enrolment that they have in it. */
export const ownEnrolment = and(
  eq(enrolments.id, batchPeople.enrolmentId),
  eq(enrolments.batchId, batchPeople.batchId),
);

/** Where a person stands, in SQL: the one place that says so. Needs {@link ownEnrolment}, outer. */
export function standing(now: Date): SQL<BatchPersonState> {
  return sql`case
    when ${batchPeople.reason} is not null then 'skipped'
    when ${enrolments.state} = 'open' then 'underWay'
    when ${enrolments.state} = 'finished' then 'done'
    when ${enrolments.state} = 'rolledBack' or ${batchPeople.code} is not null then 'failed'
    when ${batchPeople.claimedUntil} > ${now.toISOString()}::timestamptz then 'claimed'
    else 'waiting' end`;
}

/**
 * Whether somebody of this batch stands there. Says the same as {@link standing} does, in words that indexes know: with many
 * thousand people who are done, the few others are found without reading all of them.
 */
export function standsAt(
  state: BatchPersonState,
  queries: Queries,
  batchId: string,
  now: Date,
): SQL | undefined {
  const hasEnrolment = (enrolment: EnrolmentRowState) =>
    inArray(
      batchPeople.enrolmentId,
      queries
        .select({ id: enrolments.id })
        .from(enrolments)
        .where(and(eq(enrolments.batchId, batchId), eq(enrolments.state, enrolment))),
    );
  switch (state) {
    case 'waiting':
      return and(isInTurn, isUnclaimed(now));
    case 'claimed':
      return and(isInTurn, not(isUnclaimed(now)));
    case 'underWay':
      return hasEnrolment('open');
    case 'done':
      return hasEnrolment('finished');
    case 'failed':
      return and(
        isNull(batchPeople.reason),
        or(isNotNull(batchPeople.code), hasEnrolment('rolledBack')),
      );
    case 'skipped':
      return isNotNull(batchPeople.reason);
  }
}

/** Nobody holds a claim that counts. */
export function isUnclaimed(now: Date): SQL {
  return sql`(${batchPeople.claimedUntil} is null or ${batchPeople.claimedUntil} <= ${now.toISOString()}::timestamptz)`;
}

/** Nothing came of them yet. The words are those of the index `batch_people_in_turn`. */
export const isInTurn = sql`${batchPeople.enrolmentId} is null and ${batchPeople.reason} is null and ${batchPeople.code} is null`;

/** Ends whatever claim there is. */
export const NO_CLAIM = {
  claimId: null,
  claimKey: null,
  claimedById: null,
  claimedByName: null,
  claimedUntil: null,
} as const;
