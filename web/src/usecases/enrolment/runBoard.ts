import type { EnrolmentRun, Need, PinQuestion } from '../enrolmentRun.ts';

/** The needs that a person answers by a word, not by a key. */
export type Question = Extract<Need, 'pin' | 'confirmReset' | 'tryAgain' | 'signIn'>;

/** Where a run writes what it does and asks what it has to know. */
export interface RunBoard {
  state(): EnrolmentRun;
  set(change: Partial<EnrolmentRun>): void;
  /** Waits for the PIN. Rejects with the signal's reason. */
  askPin(question: PinQuestion, signal: AbortSignal): Promise<string>;
  /** Waits for the person's word. Rejects with the signal's reason. */
  ask(
    need: Exclude<Question, 'pin'>,
    change: Partial<EnrolmentRun>,
    signal: AbortSignal,
  ): Promise<void>;
  /** Answers the open question; ignored when another one, or none, is open. */
  answer(need: Question, answer: string): void;
}

/** What is shown when nothing is asked of anybody. */
export const NO_NEED = { need: null, pin: null, resetReason: null } as const;

/** Makes the board of one run; `publish` gets every new state. */
export function createRunBoard(
  initial: EnrolmentRun,
  publish: (run: EnrolmentRun) => void,
): RunBoard {
  let run = initial;
  let open: { readonly need: Question; readonly resolve: (answer: string) => void } | null = null;

  function set(change: Partial<EnrolmentRun>): void {
    run = { ...run, ...change };
    publish(run);
  }

  async function question(
    need: Question,
    change: Partial<EnrolmentRun>,
    signal: AbortSignal,
  ): Promise<string> {
    signal.throwIfAborted();
    let stop = () => {};
    try {
      return await new Promise<string>((resolve, reject) => {
        const onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
        stop = () => signal.removeEventListener('abort', onAbort);
        open = { need, resolve };
        set({ ...NO_NEED, need, ...change });
      });
    } finally {
      stop();
      open = null;
      set({ ...NO_NEED, failure: null });
    }
  }

  return {
    state: () => run,
    set,
    askPin: (pin, signal) => question('pin', { pin }, signal),
    async ask(need, change, signal) {
      await question(need, change, signal);
    },
    answer(need, answer) {
      if (open?.need === need) open.resolve(answer);
    },
  };
}
