import { and, eq, type SQL, sql } from 'drizzle-orm';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import { enrolments } from '#bff/store/schema.ts';
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
