import { AsyncLocalStorage } from 'node:async_hooks';
import type { AccessPasses } from '#bff/graph/accessPasses.ts';
import type { Directory } from '#bff/graph/directory.ts';
import type { EnrolmentHold } from '#bff/store/store.ts';

/** What a backend does without being asked; the names stand before those of the positions in it. */
export type JobName = 'sweep' | 'mail' | 'shred' | 'carry' | 'tidy';

/** What sends requests to Graph. */
export type GraphMethod = keyof Directory | keyof AccessPasses;

/** One piece of a backend's work, a request or a run of a job, for whoever is called by it. */
export interface WorkContext {
  /** Null for what somebody asked for. */
  readonly job: JobName | null;
  /** Tokens of the leases that it took, by name. */
  readonly leases: Map<string, number>;
  /** The connections by which it holds enrolments. */
  readonly holds: Set<EnrolmentHold>;
  /** Which method of the directory sends requests at the moment. */
  readonly asks: GraphMethod | null;
  /** Lets everybody else go on while this hangs; of jobs only, for a page waits for its answer. */
  park(): Promise<void>;
}

/** The only one: Node copies each to every promise there is. */
const contexts = new AsyncLocalStorage<WorkContext>();

/** Does something as this piece of work. */
export function inWork<T>(context: WorkContext, work: () => Promise<T>): Promise<T> {
  return contexts.run(context, work);
}

/** A piece of work that begins. */
export function newWork(job: JobName | null, park: WorkContext['park']): WorkContext {
  return { job, leases: new Map(), holds: new Set(), asks: null, park };
}

/** Does something that asks the directory by this method. */
export function inCall<T>(asks: GraphMethod, work: () => Promise<T>): Promise<T> {
  const context = contexts.getStore() ?? newWork(null, () => Promise.resolve());
  return contexts.run({ ...context, asks }, work);
}

/** The piece of work that this is done for. */
export function currentWork(): WorkContext | undefined {
  return contexts.getStore();
}

/** The name of a position, with the job's before it. */
export function nameInWork(name: string): string {
  const job = currentWork()?.job ?? null;
  return job === null ? name : `${job}.${name}`;
}
