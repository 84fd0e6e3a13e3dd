import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { Queries } from '#bff/store/queries.ts';
import { AppError } from '#shared/failure/appError.ts';
import { lockOwnKeys } from './askRemoval.ts';
import { isLastOf, type WorkingKeys } from './lastUsable.ts';
import { leavingKeys } from './leavingKeys.ts';

/** Nothing that surely works would be left to somebody. */
export class LastKey extends AppError {
  constructor() {
    super('last_key', 'no key that works would be left');
  }
}

/**
 * Refuses the removal of somebody's last key that works, in the transaction that writes its beginning down: what they do to their keys
 * at this moment, and what is removed with many others, waits for its end, or is seen.
 * @param working as the directory had them right before.
 * @throws LastKey
 */
export async function checkNotLast(
  parts: Pick<EnrolmentParts, 'now' | 'settleMs'>,
  queries: Queries,
  { holderId, working }: { readonly holderId: string; readonly working: WorkingKeys },
  methodId: string,
): Promise<void> {
  await lockOwnKeys(queries, holderId);
  const { leaving } = await leavingKeys(parts, queries, holderId);
  if (isLastOf(working, leaving, methodId)) throw new LastKey();
}
