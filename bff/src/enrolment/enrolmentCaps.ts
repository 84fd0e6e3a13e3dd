import { sql } from 'drizzle-orm';
import { HttpFailure } from '#bff/http/httpFailure.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';

/** How many enrolments one operator may begin in any minute and in any 24 hours, and how many may begin for one person in 24 hours. */
export interface EnrolmentCaps {
  readonly perMinute: number;
  readonly perDay: number;
  readonly perPersonPerDay: number;
}

/** What `room_for_enrolment` answers: both null where there is room. */
interface Room {
  readonly blocked_by: 'operator' | 'person' | null;
  readonly free_at: Date | string | null;
}

const CODES = { operator: 'enrolments_limited', person: 'person_enrolments_limited' } as const;

/**
 * Passes while there is room for one more enrolment, in the transaction that writes its row, right before that: of those who begin for
 * one operator or one person at once each sees what the others began. What is refused has begun nothing and counts for nothing.
 *
 * One statement: the locks and the look are a function in the database, because a look in the statement that waits for
 * a lock would be of the time before it waited.
 *
 * @throws HttpFailure `enrolments_limited`, `person_enrolments_limited`, with the seconds until there is room.
 */
export async function checkRoom(
  { enrolmentCaps: caps }: Pick<EnrolmentParts, 'enrolmentCaps'>,
  queries: Queries,
  { operatorId, holderId, at }: EnrolmentStart,
): Promise<void> {
  const { rows } = await queries.execute<Room & Record<string, unknown>>(
    sql`select blocked_by, free_at from room_for_enrolment(${operatorId}::uuid, ${holderId}::uuid,
      ${at.toISOString()}::timestamptz, ${caps.perMinute}::int, ${caps.perDay}::int, ${caps.perPersonPerDay}::int)`,
  );
  const { blocked_by: blockedBy = null, free_at: freeAt = null } = rows[0] ?? {};
  if (blockedBy === null || freeAt === null) return;
  const waitMs = new Date(freeAt).getTime() - at.getTime();
  throw new HttpFailure(CODES[blockedBy], 'as many enrolments were begun as there may be', {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
  });
}

/** What is counted. */
export interface EnrolmentStart {
  readonly operatorId: string;
  readonly holderId: string;
  readonly at: Date;
}
