import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, journal } from '#bff/store/schema.ts';
import type { Way } from '#shared/enrolment/way.ts';
import type { InvitationRow } from './invitationParts.ts';

/** For a join with the first line of each journal. */
export const isStart = and(eq(journal.enrolmentId, enrolments.id), eq(journal.seq, 1));

/** The way, as that line says it; journals of early versions say none. */
export const startedWay = sql<Way>`coalesce(${journal.event}->>'way', 'webhid')`;

/** By which way the last enrolment of each of these invitations that led to a key was made. */
export async function readEnrolledWays(
  queries: Queries,
  invitationIds: readonly string[],
): Promise<ReadonlyMap<string, Way>> {
  const rows = await queries
    .select({ invitationId: enrolments.invitationId, way: startedWay })
    .from(enrolments)
    .innerJoin(journal, isStart)
    .where(
      and(inArray(enrolments.invitationId, [...invitationIds]), eq(enrolments.state, 'finished')),
    )
    .orderBy(asc(enrolments.endedAt));
  return new Map(rows.map(({ invitationId, way }) => [invitationId ?? '', way]));
}

/** Null before it has led to a key: one that was registered and is not allowed ends no invitation. */
export function enrolledWayOf(
  { id, enrolledAt }: Pick<InvitationRow, 'id' | 'enrolledAt'>,
  ways: ReadonlyMap<string, Way>,
): Way | null {
  return enrolledAt === null ? null : (ways.get(id) ?? null);
}
