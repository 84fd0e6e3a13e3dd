import { hasPin } from '#shared/ctap/features.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { observeKey } from '../observeKey.ts';
import type { Enrolment } from '../ports.ts';
import { keyOptions } from './performKeyAction.ts';
import { enrolmentOf, type HeldKey, holdKey, presentKey, type Run } from './run.ts';
import { NO_NEED } from './runBoard.ts';
import { showKey } from './showKey.ts';
import { reportEvent } from './talkToBackend.ts';
import { waitForReplug } from './waitForKey.ts';

/** A key takes a reset within ten seconds of power-up (CTAP 2.3 §6.6); one second is left for the way there. */
const RESET_WINDOW_MS = 9_000;

/** Refusals after which the key has to be plugged in anew, and the person told why. */
const TRY_AGAIN_AFTER_REPLUG: ReadonlySet<FailureCode> = new Set([
  'reset_window_missed',
  'touch_timeout',
  'touch_denied',
]);

/**
 * Erases the key: at once where it was just plugged in, else after a replug, within the window that opens then, and only
 * when it is the same key. Reports it with the key as it is now.
 */
export async function resetKey(run: Run, signal: AbortSignal): Promise<Enrolment> {
  let held = presentKey(run);
  let failure: FailureCode | null = null;
  if (held === null || !isFresh(run, held)) held = await replugged(run, failure, signal);
  if (run.isResetUncertain) {
    run.isResetUncertain = false;
    // It may have happened before the key was pulled out; then the backend should see it before it happens twice.
    if (!hasPin(held.session.info)) return showKey(run, held, null, signal);
  }
  for (;;) {
    try {
      run.isResetUncertain = true;
      await held.session.client.reset(keyOptions(run, signal));
      run.isResetUncertain = false;
      break;
    } catch (error) {
      if (!(error instanceof AppError) || !TRY_AGAIN_AFTER_REPLUG.has(error.code)) throw error;
      run.isResetUncertain = false;
      failure = error.code;
    } finally {
      run.board.set({ ...NO_NEED });
    }
    held = await replugged(run, failure, signal);
  }
  const observed = await observeKey(held.session, null, { signal });
  run.keys.note(held.session, observed);
  held.reported = true;
  held.peer = observed.peer;
  return reportEvent(run, { type: 'resetDone' }, observed.plugged);
}

async function replugged(
  run: Run,
  failure: FailureCode | null,
  signal: AbortSignal,
): Promise<HeldKey> {
  const expected = enrolmentOf(run).key?.identity ?? null;
  return holdKey(run, await waitForReplug(run, expected, failure, signal));
}

function isFresh(run: Run, { session }: HeldKey): boolean {
  const { pluggedAt } = session.device;
  return pluggedAt !== null && run.platform.timers.now() - pluggedAt < RESET_WINDOW_MS;
}
