import type { VirtualClock } from './virtualClock.ts';
import { inWork, type JobName, newWork } from './workContext.ts';

/** Who may work when: one after the other, but for what hangs and for what goes on beside. */
export interface Turns {
  /** Does something when everybody before has ended or hangs. */
  next<T>(work: () => Promise<T>): Promise<T>;
  /** Within a turn: does a job. Resolves when it has ended, whatever became of it, or hangs. */
  start(job: JobName, work: () => Promise<void>): Promise<void>;
  /** Does a job at once, whoever works at the moment. */
  beside(job: JobName, work: () => Promise<void>): void;
  /** Within a turn: goes on with what has hung long enough. False where there was nothing. */
  wakeDue(): Promise<boolean>;
  isAnyDue(): boolean;
  wakeAll(): Promise<void>;
  /** Resolves when nobody works. */
  idle(): Promise<void>;
}

interface Sleeper {
  readonly until: number;
  /** Resolves when it has ended or hangs again. */
  wake(): Promise<void>;
}

/** Longer than a lease. */
const HANG_MS = 150_000;

/** Makes the turns of a world. */
export function createTurns(clock: Pick<VirtualClock, 'now'>): Turns {
  let queue: Promise<unknown> = Promise.resolve();
  let sleepers: Sleeper[] = [];
  const besides = new Set<Promise<void>>();

  /** A job that can hang: its caller waits until it does or has ended. */
  function begin(job: JobName, work: () => Promise<void>): Promise<void> {
    let yielded = () => {};
    let rests = new Promise<void>((resolve) => {
      yielded = resolve;
    });
    const context = newWork(job, () => {
      let resume = () => {};
      const woken = new Promise<void>((resolve) => {
        resume = resolve;
      });
      sleepers.push({
        until: clock.now() + HANG_MS,
        wake() {
          rests = new Promise((resolve) => {
            yielded = resolve;
          });
          resume();
          return Promise.race([ended, rests]);
        },
      });
      yielded();
      return woken;
    });
    // As the product's own loop around jobs: one that fails has its next turn all the same.
    const ended = inWork(context, work).catch(() => undefined);
    return Promise.race([ended, rests]);
  }

  async function wake(isDue: (sleeper: Sleeper) => boolean): Promise<boolean> {
    const due = sleepers.filter(isDue);
    sleepers = sleepers.filter((sleeper) => !due.includes(sleeper));
    for (const sleeper of due) await sleeper.wake();
    return due.length > 0;
  }

  const isOver = ({ until }: Sleeper) => until <= clock.now();
  const turns: Turns = {
    next(work) {
      const turn = queue.then(work);
      queue = turn.catch(() => undefined);
      return turn;
    },
    start: begin,
    beside(job, work) {
      const done = begin(job, work).finally(() => besides.delete(done));
      besides.add(done);
    },
    wakeDue: () => wake(isOver),
    isAnyDue: () => sleepers.some(isOver),
    async wakeAll() {
      while (sleepers.length > 0) await turns.next(async () => void (await wake(() => true)));
    },
    async idle() {
      await queue;
      await Promise.all(besides);
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
  return turns;
}
