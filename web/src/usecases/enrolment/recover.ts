import type { ActionKind } from '#shared/api/index.ts';
import { CtapError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import type { Enrolment } from '../ports.ts';
import { enrolmentOf, holdKey, letGo, type Run } from './run.ts';
import {
  BackendRefusal,
  fetchEnrolment,
  isOutage,
  isSignedOut,
  reportEvent,
  sitOut,
} from './talkToBackend.ts';
import { waitForKey, waitForReplug } from './waitForKey.ts';

/** Failures of a typed PIN: the next thing is to type another one, and the question says what was wrong. */
const ASK_PIN_AGAIN: ReadonlySet<FailureCode> = new Set(['pin_invalid', 'pin_policy_violation']);

const MOST_REREADS = 3;

/**
 * Finds the way on after a step failed: by itself where looking again is enough, else by telling the person and waiting
 * for them. Never repeats anything that changes the key without the backend saying so.
 * @param kind the action that failed
 * @returns the enrolment to go on from
 */
export async function recover(
  run: Run,
  kind: ActionKind,
  error: unknown,
  signal: AbortSignal,
): Promise<Enrolment> {
  const code = failureCodeOf(error);
  if (error instanceof BackendRefusal) return afterRefusal(run, error, signal);
  if (run.held !== null && (run.held.session.ended || code === 'device_removed')) {
    // A write can fail before the browser says that the key is gone; from here on only a new plug counts.
    await run.held.session.close();
    return enrolmentOf(run);
  }
  switch (code) {
    case 'pin_session_lost':
      return mayReadAgain(run) ? enrolmentOf(run) : tellAndWait(run, kind, code, null, signal);
    case 'key_is_operators_own': {
      const not = run.held?.session;
      if (not !== undefined) run.refused.add(not);
      const wanted = { expected: null, not, need: 'otherKey', failure: code } as const;
      const session = await waitForKey(run, wanted, signal);
      letGo(run);
      holdKey(run, session);
      return enrolmentOf(run);
    }
    case 'pin_auth_blocked': {
      // Trying the same PIN after the replug would cost another attempt.
      run.typedPin = null;
      run.pinFailure = 'pin_invalid';
      const expected = enrolmentOf(run).key?.identity ?? null;
      holdKey(run, await waitForReplug(run, expected, code, signal));
      return enrolmentOf(run);
    }
    case 'pin_invalid':
    case 'pin_blocked':
      return afterRefusedPin(run, kind, code, retriesOf(error), signal);
    default:
      return tellAndWait(run, kind, code, retriesOf(error), signal);
  }
}

/** Has the key read again; false when that did not help before, so that nothing goes round in circles. */
function mayReadAgain(run: Run): boolean {
  if (run.held !== null) run.held.reported = false;
  run.rereadCount += 1;
  return run.rereadCount <= MOST_REREADS;
}

async function afterRefusal(
  run: Run,
  error: BackendRefusal,
  signal: AbortSignal,
): Promise<Enrolment> {
  const { code } = error;
  const isBehind = code === 'pin_session_lost' || code === 'stale_step';
  if (isOutage(error)) await sitOut(run, error, signal);
  else if (!isSignedOut(error) && !(isBehind && mayReadAgain(run))) {
    await run.board.ask('tryAgain', { failure: { code, pinRetries: null } }, signal);
  }
  return fetchEnrolment(run, signal);
}

/**
 * A sealed PIN that the key refuses is known to be wrong, and the backend decides. A typed one may be a slip: only when no
 * attempt is left it is a fact about the key.
 */
async function afterRefusedPin(
  run: Run,
  kind: ActionKind,
  code: FailureCode,
  pinRetries: number | null,
  signal: AbortSignal,
): Promise<Enrolment> {
  const { action } = enrolmentOf(run);
  const isTyped = 'sealed' in action && action.sealed === null;
  run.typedPin = null;
  const left = code === 'pin_blocked' ? 0 : pinRetries;
  // The key has a new key agreement after a wrong PIN.
  if (run.held !== null) run.held.peer = null;
  if (isTyped && left !== 0) return tellAndWait(run, kind, code, left, signal);
  const next = await reportEvent(run, { type: 'pinRejected', pinRetries: left });
  if (isTyped && isSameAgain(kind, next)) await ask(run, 'pin_blocked', 0, signal);
  return next;
}

async function tellAndWait(
  run: Run,
  kind: ActionKind,
  code: FailureCode,
  pinRetries: number | null,
  signal: AbortSignal,
): Promise<Enrolment> {
  const { action } = enrolmentOf(run);
  const isTyped = 'sealed' in action && action.sealed === null;
  const mustRetype = isTyped && ASK_PIN_AGAIN.has(code);
  if (mustRetype) {
    run.typedPin = null;
    run.pinFailure = code;
  }
  const next = await reportEvent(run, { type: 'stepFailed', code });
  if (mustRetype || !isSameAgain(kind, next)) return next;
  run.board.set({ enrolment: next });
  await ask(run, code, pinRetries, signal);
  return next;
}

/** The backend may want the key read, or a challenge fetched, again first; that alone would go round without anybody being told. */
function isSameAgain(kind: ActionKind, { action }: Enrolment): boolean {
  return action.kind === kind || action.kind === 'readKey' || action.kind === 'beginCeremony';
}

/** Tells what happened until the person wants to go on, by a button or by pulling the key out. */
async function ask(
  run: Run,
  code: FailureCode,
  pinRetries: number | null,
  signal: AbortSignal,
): Promise<void> {
  const removed = run.held === null ? [] : [run.held.removed];
  const either = AbortSignal.any([signal, ...removed]);
  await run.board.ask('tryAgain', { failure: { code, pinRetries } }, either);
}

function retriesOf(error: unknown): number | null {
  return error instanceof CtapError ? (error.pinRetries ?? null) : null;
}
