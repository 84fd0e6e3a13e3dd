import { eq, sql } from 'drizzle-orm';
import type { Actor, EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { keptRead } from '#bff/store/keptStatement.ts';
import { suspensions } from '#bff/store/operatorTables.ts';
import { AppError } from '#shared/failure/appError.ts';

type StandingParts = Pick<EnrolmentParts, 'store' | 'directory'>;

const suspensionOf = keptRead((queries) =>
  queries
    .select({ at: suspensions.at })
    .from(suspensions)
    .where(eq(suspensions.operatorId, sql.placeholder('operatorId'))),
);

/** @throws AppError `operator_suspended` for an operator whom an admin suspended here. */
export async function checkNotSuspended(
  { store }: Pick<StandingParts, 'store'>,
  actor: Actor,
): Promise<void> {
  const [suspended] = await store.read((queries) =>
    queries.run(suspensionOf, { operatorId: actor.id }),
  );
  if (suspended !== undefined) throw new AppError('operator_suspended', 'suspended by an admin');
}

/**
 * Refuses an operator who was stopped while their token still runs: suspended here by an admin, or disabled or gone in the
 * directory, which is remembered for a minute at most. That a role was taken away from an enabled account is not to be seen
 * with the permissions that Keywright has (docs/security.md).
 * @throws AppError `operator_suspended`, `session_forbidden`; GraphError where the directory cannot be asked.
 */
export async function checkStanding(parts: StandingParts, actor: Actor): Promise<void> {
  await checkNotSuspended(parts, actor);
  const isEnabled = await parts.directory.getPerson(actor.id).then(
    ({ enabled }) => enabled,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'user_not_found') return false;
      throw error;
    },
  );
  if (!isEnabled) throw new AppError('session_forbidden', 'the account is disabled');
}
