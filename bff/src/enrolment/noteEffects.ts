import type { Logger } from '#bff/log/logger.ts';
import type { Action } from '#shared/enrolment/action.ts';
import { AppError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import type { OpenEnrolment } from './openEnrolment.ts';

/** What the page does to a key, or asks it with the PIN, and no line of the journal announces. */
const WITHOUT_A_LINE: readonly Action['kind'][] = [
  'applyPolicy',
  'findCredentials',
  'removeCredential',
];

/**
 * Writes the intent of what the page is about to do to a key, where the journal has no line for it before. Without the
 * record the page is not told to do it.
 * @throws AppError `audit_unavailable`.
 */
export async function noteKeyIntent(open: OpenEnrolment, action: Action): Promise<void> {
  if (WITHOUT_A_LINE.includes(action.kind)) {
    await open.noteIntentOnce(action.kind);
  }
}

/**
 * Names a sealed PIN that does not open, in the audit and as an error in the log: its row was changed, or exchanged with
 * another one, or the key of the escrow is another one. Nothing is tried again by itself.
 * @throws what `work` throws.
 */
export async function nameUnreadable<T>(
  log: Logger,
  open: OpenEnrolment,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'escrow_unreadable') {
      log.error('escrow_unreadable', { enrolmentId: open.id, userId: open.row.holderId });
      await open.noteOutcome('openPin', error.code);
    }
    throw error;
  }
}

/**
 * Works something out that is an effect only once somebody gets it, and writes before that what was intended and what came of it, in
 * one: without the records nobody gets it. @throws what `work` throws; AppError `audit_unavailable`.
 */
export async function withRecords<T>(
  open: OpenEnrolment,
  action: string,
  work: () => T,
): Promise<T> {
  let made: T;
  try {
    made = work();
  } catch (error) {
    await open.noteWhole(action, failureCodeOf(error));
    throw error;
  }
  await open.noteWhole(action, 'ok');
  return made;
}
