import type { JobName } from './workContext.ts';

/** How often each job has its turn, as composeDeps.ts has it; the sweeper by its setting's default. */
const JOB_EVERY_MS: Readonly<Record<JobName, number>> = {
  carry: 1_000,
  mail: 5_000,
  sweep: 60_000,
  shred: 300_000,
  tidy: 60_000,
};

/** A job of one backend, by the world's clock. */
export interface BackendJob {
  readonly name: JobName;
  run(): Promise<unknown>;
  /** Something in the books that it might have to do with; a run without would only look into an empty table. */
  hasWork(): boolean;
  /** When its next turn is, in milliseconds since the epoch. */
  due: number;
  /** It may hang; until it has ended it has no other turn. */
  isRunning: boolean;
}

/** The jobs of a backend that is started now. */
export function createJobs(
  works: Readonly<Record<JobName, Pick<BackendJob, 'run' | 'hasWork'>>>,
  now: number,
): BackendJob[] {
  const names = Object.keys(works) as JobName[];
  return names.map((name) => ({ name, ...works[name], due: now, isRunning: false }));
}

/** The jobs whose turn has come; each has its next one later. */
export function takeDueJobs(jobs: readonly BackendJob[], now: number): BackendJob[] {
  const taken = jobs.filter((job) => job.due <= now && isWanted(job));
  for (const job of taken) job.due = now + JOB_EVERY_MS[job.name];
  return taken;
}

/** When the first of them has its turn. */
export function nextDue(jobs: readonly BackendJob[]): number {
  return Math.min(...jobs.filter(isWanted).map(({ due }) => due));
}

function isWanted(job: BackendJob): boolean {
  return !job.isRunning && job.hasWork();
}
