import { checkNotLast, LastKey } from '#bff/myKeys/checkNotLast.ts';
import { readWorking } from '#bff/myKeys/lastUsable.ts';
import type { Passkey } from '#shared/api/index.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import type { OpenEnrolment } from './openEnrolment.ts';
import { countRemoval, RemovalsLimited } from './removalCaps.ts';

type RemovalStarted = Extract<
  JournalEvent,
  { type: 'oldKeyRemovalStarted' | 'forbiddenRemovalStarted' }
>;

/** These pass, and the enrolment asks again; a policy that is refused for good makes nobody wait. */
const PASSES: readonly FailureCode[] = [
  'graph_throttled',
  'graph_unavailable',
  'graph_unauthorized',
];

/**
 * Writes down that Entra is asked to let a key go, unless it is the holder's last one that works, or one more than whoever began the
 * enrolment may remove.
 * @param passkeys the holder's, as the directory has them now.
 * @throws what {@link isRefusal} knows; GraphError where the tenant's policy cannot be read now.
 */
export async function beginRemoval(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  started: RemovalStarted,
  passkeys: readonly Passkey[],
): Promise<void> {
  const { methodId } = started;
  const holderId = open.state.holder.id;
  const working = await readWorking(parts, { holderId, passkeys }, PASSES);
  await open.append(started, async (queries) => {
    await checkNotLast(parts, queries, { holderId, working }, methodId);
    await countRemoval(parts, queries, open, methodId);
  });
}

/** Whether it is a no to this removal, and not a failure. */
export function isRefusal(error: unknown): error is LastKey | RemovalsLimited {
  return error instanceof LastKey || error instanceof RemovalsLimited;
}
