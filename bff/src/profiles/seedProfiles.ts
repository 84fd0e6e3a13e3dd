import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import { profiles } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';

/**
 * Gives a database those of the built-in profiles that it has never had. One that was changed or retired stays so, and
 * several backends may do it at once.
 * @throws AppError `database_unavailable`.
 */
export async function seedProfiles(store: Store, now: () => number): Promise<void> {
  const rows = BUILT_IN_PROFILES.map((profile) => ({
    id: profile.id,
    version: profile.version,
    state: 'current' as const,
    profile,
    authorId: SYSTEM_ACTOR,
    createdAt: new Date(now()),
  }));
  await store.transaction((queries) => queries.insert(profiles).values(rows).onConflictDoNothing());
}
