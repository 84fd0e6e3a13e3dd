import { describe, expect, it } from 'vitest';
import { testLog } from '#bff/testDeps.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createPeriodicJob, type Timer } from './periodicJob.ts';

/** A timer that goes off when the test says so. */
function createTestTimer() {
  const waiting = new Map<() => void, number>();
  const timer: Timer = (callback, ms) => {
    waiting.set(callback, ms);
    return () => waiting.delete(callback);
  };
  return {
    timer,
    waiting,
    goOff() {
      for (const callback of [...waiting.keys()]) {
        waiting.delete(callback);
        callback();
      }
    },
  };
}

/** Lets everything run that waits for a promise only. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a periodic job', () => {
  it('runs at once, then after each pause, and never twice at a time', async () => {
    const clock = createTestTimer();
    const ends: (() => void)[] = [];
    const run = () => new Promise<void>((resolve) => ends.push(resolve));
    const { log } = testLog();
    const job = createPeriodicJob({ name: 'job', run, everyMs: 60_000, timer: clock.timer, log });
    job.start();
    expect(ends).toHaveLength(1);
    clock.goOff();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await settled();
    expect([...clock.waiting.values()]).toEqual([60_000]);
    clock.goOff();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await job.stop();
  });

  it('says what went wrong, by its code alone, and comes back all the same', async () => {
    const clock = createTestTimer();
    const { log, lines } = testLog();
    const failures = [new AppError('database_unavailable', 'with text'), new TypeError('secret')];
    const run = async () => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
    };
    const job = createPeriodicJob({ name: 'sweep', run, everyMs: 1, timer: clock.timer, log });
    job.start();
    await settled();
    clock.goOff();
    await settled();
    clock.goOff();
    await settled();
    expect(lines).toMatchObject([
      { event: 'job_failed', operation: 'sweep', code: 'database_unavailable' },
      { event: 'job_failed', operation: 'sweep', code: 'internal' },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/with text|secret/);
    expect(clock.waiting.size).toBe(1);
    await job.stop();
  });

  it('stops: the run under way is asked to end and waited for, and no other comes', async () => {
    const clock = createTestTimer();
    const { log } = testLog();
    const order: string[] = [];
    const run = (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          order.push('asked');
          setImmediate(() => {
            order.push('ended');
            resolve();
          });
        });
      });
    const job = createPeriodicJob({ name: 'job', run, everyMs: 1, timer: clock.timer, log });
    job.start();
    await job.stop();
    order.push('stopped');
    expect(order).toEqual(['asked', 'ended', 'stopped']);
    expect(clock.waiting.size).toBe(0);
  });

  it('forgets the next run when it is stopped in between', async () => {
    const clock = createTestTimer();
    const { log } = testLog();
    let runs = 0;
    const run = async () => {
      runs += 1;
    };
    const job = createPeriodicJob({ name: 'job', run, everyMs: 1, timer: clock.timer, log });
    job.start();
    await settled();
    await job.stop();
    clock.goOff();
    expect({ runs, waiting: clock.waiting.size }).toEqual({ runs: 1, waiting: 0 });
  });
});
