import type { Actor, EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { ApprovalItem, BatchLetter } from '#shared/api/approvals.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { readLetters } from './batchLetterRows.ts';
import { type BatchRow, readBatchRow } from './batchView.ts';

/** One PIN that is not to be had keeps nobody else from their letter. It has its own record. */
export const LEFT_OUT: readonly FailureCode[] = [
  'not_found',
  'pin_shown_elsewhere',
  'pin_already_revealed',
  'pin_destroyed',
  'escrow_unreadable',
  'user_protected',
  'user_is_guest',
  'user_is_self',
  'user_out_of_scope',
  'user_not_found',
  'approval_needed',
];

/** The letters of a batch, as they are approved together: each person, each key, and no other. */
export function lettersItem(
  { id, name }: Pick<BatchRow, 'id' | 'name'>,
  letters: BatchLetter[],
): ApprovalItem {
  return { action: 'printBatchLetters', batchId: id, batchName: name, letters };
}

/**
 * The next letters of a batch that could be printed, once somebody approved. Whoever is out of reach is not among them.
 * @throws AppError `not_found` without one; `user_protection_unknown`.
 */
export async function lettersToApprove(
  { store, guard, now }: Pick<EnrolmentParts, 'store' | 'guard' | 'now'>,
  batchId: string,
  actor: Actor,
): Promise<ApprovalItem> {
  const { batch, letters } = await store.read(async (queries) => ({
    batch: await readBatchRow(queries, batchId),
    letters: await readLetters(queries, { batchId, session: null, now: new Date(now()) }),
  }));
  const possible: BatchLetter[] = [];
  for (const letter of letters) {
    try {
      await guard.check('printLetter', letter.userId, actor, { isApproved: true });
      possible.push(letter);
    } catch (error) {
      if (!(error instanceof AppError) || !LEFT_OUT.includes(error.code)) throw error;
    }
  }
  if (possible.length === 0) throw new AppError('not_found', 'there is no letter to print');
  return lettersItem(batch, possible);
}
