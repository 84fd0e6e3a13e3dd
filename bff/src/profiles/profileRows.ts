import { count, desc, eq, sql } from 'drizzle-orm';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, profiles } from '#bff/store/schema.ts';
import type { ProfileUse, ProfileVersion } from '#shared/api/index.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { profileOnWire } from './profileOnWire.ts';

export type ProfileRow = typeof profiles.$inferSelect;

/** The newest row of each profile: those that every database starts with in their order, then the others by name. */
export async function readNewest(queries: Queries): Promise<ProfileRow[]> {
  const rows = await queries
    .selectDistinctOn([profiles.id])
    .from(profiles)
    .orderBy(profiles.id, desc(profiles.version));
  return rows.sort(
    (one, other) =>
      placeOf(one) - placeOf(other) || one.profile.name.localeCompare(other.profile.name, 'en'),
  );
}

function placeOf({ id }: ProfileRow): number {
  const place = BUILT_IN_PROFILES.findIndex((profile) => profile.id === id);
  return place === -1 ? BUILT_IN_PROFILES.length : place;
}

/** The newest row of one profile. */
export async function readNewestOf(queries: Queries, id: string): Promise<ProfileRow | undefined> {
  const [newest] = await queries
    .select()
    .from(profiles)
    .where(eq(profiles.id, id))
    .orderBy(desc(profiles.version))
    .limit(1);
  return newest;
}

/** All versions of one profile, the newest first. */
export function readVersions(queries: Queries, id: string): Promise<ProfileRow[]> {
  return queries.select().from(profiles).where(eq(profiles.id, id)).orderBy(desc(profiles.version));
}

/** How many enrolments follow or followed each profile. */
export async function readUse(queries: Queries, id?: string): Promise<(id: string) => ProfileUse> {
  const rows = await queries
    .select({
      id: enrolments.profileId,
      total: count(),
      open: sql<number>`count(*) filter (where ${enrolments.state} = 'open')`.mapWith(Number),
    })
    .from(enrolments)
    .where(id === undefined ? undefined : eq(enrolments.profileId, id))
    .groupBy(enrolments.profileId);
  const use = new Map(rows.map(({ id: of, open, total }) => [of, { open, total }]));
  return (of) => use.get(of) ?? { open: 0, total: 0 };
}

/** A row as the API shows it. */
export function versionOf(row: ProfileRow): ProfileVersion {
  return {
    profile: profileOnWire(row.profile),
    state: row.state,
    changedAt: row.createdAt.toISOString(),
    changedBy:
      row.authorId === SYSTEM_ACTOR ? null : { id: row.authorId, displayName: row.authorName },
  };
}
