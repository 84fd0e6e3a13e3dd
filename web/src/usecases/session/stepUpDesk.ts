import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';

/** What the person is asked; null: nothing waits for them. */
export type StepUpState = null | {
  /** A window for signing in was opened. It cannot be seen from here whether it still is. */
  readonly isOpen: boolean;
  /** Why the last try came to nothing. */
  readonly failure: FailureCode | null;
};

/** A call that was refused. */
export interface StepUpRequest {
  /** What the next token must prove, from the backend's challenge (JSON). */
  readonly claims?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Calls that wait for a sign-in, and the one question to the person about all of them. */
export interface StepUpDesk {
  /**
   * Waits until the person has signed in again.
   * @throws AppError `session_step_up` where they would not, `cancelled` by the signal.
   */
  ask(wanted: StepUpRequest): Promise<void>;
  getState(): StepUpState;
  subscribe(listener: () => void): () => void;
  /** The person agrees; call it from a click, or the browser opens no window. A second time opens another window. */
  signIn(): void;
  giveUp(): void;
}

interface Waiting {
  readonly goOn: () => void;
  readonly stop: (why: AppError) => void;
}

/**
 * Makes the desk. The page behind the question stays as it is, so whatever was chosen, opened or typed is still there
 * when the call that was refused is sent again.
 * @param signInBeside resolves once the same person has signed in anew, and leaves the page where it is
 */
export function createStepUpDesk(
  signInBeside: (claims: string | undefined) => Promise<void>,
): StepUpDesk {
  const waiting = new Set<Waiting>();
  const listeners = new Set<() => void>();
  let state: StepUpState = null;
  let tries = 0;
  let wantedClaims: string | undefined;

  const set = (next: StepUpState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const end = (tell: (one: Waiting) => void) => {
    const all = [...waiting];
    waiting.clear();
    // A window that is still open is not waited for any more.
    tries += 1;
    wantedClaims = undefined;
    set(null);
    all.forEach(tell);
  };

  async function tryOnce(): Promise<void> {
    tries += 1;
    const mine = tries;
    set({ isOpen: true, failure: null });
    try {
      await signInBeside(wantedClaims);
    } catch (error) {
      const failure = failureCodeOf(error);
      if (mine === tries) set({ isOpen: false, failure });
      return;
    }
    if (mine === tries) end(({ goOn }) => goOn());
  }

  return {
    ask({ claims, signal }) {
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          waiting.delete(one);
          reject(new AppError('cancelled', 'The request was given up'));
          if (waiting.size === 0 && state !== null) end(() => undefined);
        };
        const one: Waiting = {
          goOn() {
            signal?.removeEventListener('abort', giveUp);
            resolve();
          },
          stop(why) {
            signal?.removeEventListener('abort', giveUp);
            reject(why);
          },
        };
        if (signal?.aborted) return giveUp();
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.add(one);
        if (claims !== undefined) wantedClaims = claims;
        if (state === null) set({ isOpen: false, failure: null });
      });
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signIn() {
      if (state !== null) void tryOnce();
    },
    giveUp() {
      const why = new AppError('session_step_up', 'The person did not sign in again');
      end(({ stop }) => stop(why));
    },
  };
}
