import type { Logger } from '#bff/log/logger.ts';
import { AppError } from '#shared/failure/appError.ts';

/** Work in the background that comes back by itself. */
export interface PeriodicJob {
  /** Runs it now, and again some time after each end. */
  start(): void;
  /** No more runs. Resolves when the one that is under way has come to its end. */
  stop(): Promise<void>;
}

/** Calls back once after a time in milliseconds; what it returns forgets about it. */
export type Timer = (callback: () => void, ms: number) => () => void;

export interface PeriodicJobParts {
  /** For the log. */
  readonly name: string;
  /** One run; the signal asks it to come to an end early. What it throws is logged, and the next run comes all the same. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Pause between the end of a run and the next one, in milliseconds. */
  readonly everyMs: number;
  readonly timer: Timer;
  readonly log: Logger;
}

/** The timer of the machine. It does not keep a process alive that has nothing else to do. */
export const MACHINE_TIMER: Timer = (callback, ms) => {
  const timeout = setTimeout(callback, ms);
  timeout.unref();
  return () => clearTimeout(timeout);
};

/** Builds a {@link PeriodicJob}. Two runs never overlap. */
export function createPeriodicJob({
  name,
  run,
  everyMs,
  timer,
  log,
}: PeriodicJobParts): PeriodicJob {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let forget: (() => void) | undefined;

  async function once(): Promise<void> {
    try {
      await run(stopping.signal);
    } catch (error) {
      log.error('job_failed', {
        operation: name,
        code: error instanceof AppError ? error.code : 'internal',
      });
    }
    if (!stopping.signal.aborted) forget = timer(begin, everyMs);
  }

  function begin(): void {
    running = once();
  }

  return {
    start: begin,
    async stop() {
      stopping.abort();
      forget?.();
      await running;
    },
  };
}
