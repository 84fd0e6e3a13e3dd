import { isSameKey, type KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { Need } from '../enrolmentRun.ts';
import type { KeySession } from '../keySession.ts';
import { letGo, presentKey, type Run } from './run.ts';
import { NO_NEED } from './runBoard.ts';

/** Which key is wanted and what the person is told meanwhile. */
export interface KeyWanted {
  /** Null: any key. */
  readonly expected: KeyIdentity | null;
  /** Not this plug. */
  readonly not?: KeySession | undefined;
  readonly need: Extract<Need, 'plug' | 'replug' | 'otherKey'>;
  readonly failure?: FailureCode | null | undefined;
}

/**
 * Waits until exactly one fitting key is plugged in. It is claimed in the very moment it is known, before anybody else
 * asks it anything. Two that fit are told apart by the person: `several_keys` until one is pulled out.
 */
export function waitForKey(run: Run, wanted: KeyWanted, signal: AbortSignal): Promise<KeySession> {
  return new Promise((resolve, reject) => {
    let isShown = false;
    const seen = new Set(run.keys.free(run.id));

    function stop(): void {
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
    }
    function onAbort(): void {
      stop();
      reject(signal.reason);
    }
    function show(failure: FailureCode | null): void {
      const code = failure ?? wanted.failure ?? null;
      if (isShown && run.board.state().failure?.code === (code ?? undefined)) return;
      isShown = true;
      run.board.set({
        ...NO_NEED,
        need: wanted.need,
        failure: code === null ? null : { code, pinRetries: null },
      });
    }
    function look(): void {
      const { expected, not } = wanted;
      const free = run.keys
        .free(run.id)
        .filter((session) => session !== not && !(expected === null && run.refused.has(session)));
      const fitting = free.filter((session) => expected === null || fits(run, session, expected));
      const [first] = fitting;
      if (first !== undefined && fitting.length === 1) {
        stop();
        run.keys.claim(first, run.id);
        run.board.set({ ...NO_NEED, failure: null });
        resolve(first);
        return;
      }
      const isWrong = fitting.length === 0 && free.some((session) => !seen.has(session));
      show(fitting.length > 1 ? 'several_keys' : isWrong ? 'wrong_key' : null);
    }

    const unsubscribe = run.keys.subscribe(look);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else look();
  });
}

/** Without serials two keys of one model look the same; the one that was there all along is the other one. */
function fits(run: Run, session: KeySession, expected: KeyIdentity): boolean {
  const isStranger = expected.serial === null && run.strangers.has(session);
  return !isStranger && isSameKey(session.identity, expected);
}

/** Waits until the key in use was pulled out and the same one is back. */
export async function waitForReplug(
  run: Run,
  expected: KeyIdentity | null,
  failure: FailureCode | null,
  signal: AbortSignal,
): Promise<KeySession> {
  const { session } = run.held ?? {};
  const wanted = {
    expected: expected ?? session?.identity ?? null,
    not: session,
    need: 'replug',
    failure,
  } as const;
  // With the old plug ruled out only a new one can fit: pulling out and plugging in is one wait.
  const back = await waitForKey(run, wanted, signal);
  if (presentKey(run) === null) letGo(run);
  run.keys.claim(back, run.id);
  return back;
}
