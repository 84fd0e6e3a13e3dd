import type { Logger } from '#bff/log/logger.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';

/** Work that is done again and again while the backend runs. */
export interface Job {
  readonly name: string;
  readonly everyMs: number;
  /** Gives up early when the signal says so. */
  run(signal: AbortSignal): Promise<unknown>;
}

/** Stops the jobs. Resolves when none is at work any more. */
export type StopJobs = () => Promise<void>;

/** Runs each job at once and then again after each pause. One that fails is noted and has its next turn all the same. */
export function runRepeatedly(jobs: readonly Job[], log: Logger): StopJobs {
  const stopping = new AbortController();
  const running = jobs.map((job) => repeat(job, stopping.signal, log));
  return async () => {
    stopping.abort();
    await Promise.all(running);
  };
}

async function repeat(job: Job, signal: AbortSignal, log: Logger): Promise<void> {
  while (!signal.aborted) {
    try {
      await job.run(signal);
    } catch (error) {
      const code = failureCodeOf(error);
      log.warn('job_failed', { operation: job.name, code });
    }
    await pause(job.everyMs, signal);
  }
}

/** Waits, but not longer than until the signal; a job that only waits keeps no process alive. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    timer.unref();
    signal.addEventListener('abort', end);
  });
}
