import type { PageEvent, PluggedKey } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { Enrolment } from '../ports.ts';
import { enrolmentOf, type Run } from './run.ts';
import { NO_NEED } from './runBoard.ts';

/** The backend's own refusal, not the key's: it is not reported back as a step that failed. */
export class BackendRefusal extends AppError {}

const OUTAGES: ReadonlySet<FailureCode> = new Set([
  'backend_unreachable',
  'database_unavailable',
  'audit_unavailable',
  'rate_limited',
]);
const SIGNED_OUT: ReadonlySet<FailureCode> = new Set([
  'session_expired',
  'session_missing',
  'session_step_up',
]);

/** Tells whether the person has to sign in before anything else. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof AppError && SIGNED_OUT.has(error.code);
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** Tells whether the backend is away for a while, as opposed to saying no. */
export function isOutage(error: unknown): boolean {
  return error instanceof AppError && OUTAGES.has(error.code);
}

/** One call to the backend, counted; what it refuses is marked as its refusal. */
export async function callBackend<Result>(run: Run, call: () => Promise<Result>): Promise<Result> {
  const { requests } = run.board.state();
  run.board.set({ requests: { ...requests, backend: requests.backend + 1 } });
  try {
    return await call();
  } catch (error) {
    if (error instanceof AppError && !run.signal.aborted) {
      throw new BackendRefusal(error.code, error.message, { cause: error });
    }
    throw error;
  }
}

/** Fetches the enrolment, however long the backend is away or the person signed out; says so meanwhile. */
export async function fetchEnrolment(run: Run, signal: AbortSignal): Promise<Enrolment> {
  return persist(run, signal, () => run.backend.enrolment(run.id, { signal }));
}

/** Asks for the end of the enrolment; safe to say twice, as a lost answer makes necessary. */
export async function cancelEnrolment(run: Run, keyIsLost: boolean): Promise<Enrolment> {
  const { signal } = run;
  return persist(run, signal, () => run.backend.cancelEnrolment(run.id, { keyIsLost }, { signal }));
}

/**
 * Reports what happened and gets the enrolment with its next action. An answer that was lost is looked for: where the
 * journal has not moved the event did not arrive and is said again, else the enrolment goes on from where it is.
 * Not interrupted by a cancel, because what happened on the key has to be known before anything is taken back.
 * @throws BackendRefusal
 */
export async function reportEvent(
  run: Run,
  event: PageEvent,
  key?: PluggedKey,
): Promise<Enrolment> {
  const { signal, held } = run;
  const { seq } = enrolmentOf(run);
  const body = {
    seq,
    event,
    ...(held?.reported ? { keySession: held.session.id } : {}),
    ...(key === undefined ? {} : { key }),
  };
  for (;;) {
    try {
      const next = await callBackend(run, () => run.backend.reportEvent(run.id, body, { signal }));
      run.outagesInARow = 0;
      return next;
    } catch (error) {
      if (!(error instanceof BackendRefusal)) throw error;
      if (error.code === 'pin_session_lost' && held !== null) held.reported = false;
      const isLost = error.code === 'stale_step' || error.code === 'pin_session_lost';
      if (!isLost && !isOutage(error) && !isSignedOut(error)) throw error;
      if (!isLost) await sitOut(run, error, signal);
      const now = await fetchEnrolment(run, signal);
      if (isLost || now.seq !== seq) return now;
    }
  }
}

async function persist<Result>(
  run: Run,
  signal: AbortSignal,
  call: () => Promise<Result>,
): Promise<Result> {
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    try {
      const result = await callBackend(run, call);
      clearOutage(run);
      return result;
    } catch (error) {
      if (!(error instanceof BackendRefusal)) throw error;
      if (!isOutage(error) && !isSignedOut(error)) throw error;
      await waitOut(run, error, pauseMs, signal);
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }
}

/**
 * Waits before the same thing is tried again, longer each time: where the backend answers and only does not do it, nothing else
 * would keep the page from asking without a pause.
 */
export async function sitOut(run: Run, error: BackendRefusal, signal: AbortSignal): Promise<void> {
  const pauseMs = FIRST_PAUSE_MS * 2 ** run.outagesInARow;
  run.outagesInARow += 1;
  await waitOut(run, error, Math.min(pauseMs, LONGEST_PAUSE_MS), signal);
}

/** Takes back what {@link waitOut} said; why the tenant has to be waited for goes on being shown. */
function clearOutage({ board }: Run): void {
  const code = board.state().failure?.code;
  if (code !== undefined && (OUTAGES.has(code) || SIGNED_OUT.has(code))) {
    board.set({ ...NO_NEED, failure: null });
  }
}

/** Tells what is the matter and waits: for a while, or for the person to sign in. */
async function waitOut(
  run: Run,
  { code }: BackendRefusal,
  pauseMs: number,
  signal: AbortSignal,
): Promise<void> {
  const failure = { code, pinRetries: null };
  if (SIGNED_OUT.has(code)) {
    await run.board.ask('signIn', { failure }, signal);
    return;
  }
  run.board.set({ ...NO_NEED, need: 'wait', failure });
  await pause(run, pauseMs, signal);
}

/** Waits on the page's clock. Rejects with the signal's reason. */
export function pause(run: Run, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const cancel = run.platform.timers.setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    function onAbort(): void {
      cancel();
      reject(signal.reason);
    }
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
