import type { TargetAction } from '#bff/guard/targetRules.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import type { OpenEnrolment } from './openEnrolment.ts';

/** What gives somebody a key: nobody whose account was switched off since gets one. */
const REGISTERS: readonly TargetAction[] = ['register', 'registerOwn'];

/**
 * Asks the guard about the holder once more, right before something is done to them: they may have got power since.
 * @returns the code of a no that will stay; null: go on.
 * @throws AppError where nobody knows now: nothing is done, and it is asked again.
 */
export async function guardProblem(
  parts: EnrolmentParts,
  { actor, state, queries, row }: Pick<OpenEnrolment, 'actor' | 'state' | 'queries' | 'row'>,
  action: TargetAction,
): Promise<FailureCode | null> {
  try {
    const { enabled } = await parts.guard.check(action, state.holder.id, actor, {
      inChargeId: state.operatorId,
      queries,
      isApproved: row.approvalId !== null,
    });
    return !enabled && REGISTERS.includes(action) ? 'user_disabled' : null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // They got power since. It began without an approval, and none is asked for in the middle of it.
    if (error.code === 'approval_needed') return 'user_protected';
    if (STAYS.includes(error.code)) return error.code;
    throw error;
  }
}

const STAYS: readonly FailureCode[] = [
  // Whoever is gone gets nothing any more, and what was begun for them comes to its end.
  'user_not_found',
  'user_protected',
  'user_is_guest',
  'user_is_self',
  'user_out_of_scope',
  'session_forbidden',
];
