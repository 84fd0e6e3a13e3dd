import { describe, expect, it } from 'vitest';
import { testLog } from '#bff/testDeps.ts';
import { AppError } from '#shared/failure/appError.ts';
import { runRepeatedly } from './runRepeatedly.ts';

describe('a repeated job', () => {
  it('runs at once and again, also after a failure, until it is stopped', async () => {
    const { log, lines } = testLog();
    let runs = 0;
    let enough = () => {};
    const ranThrice = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const stop = runRepeatedly(
      [
        {
          name: 'sweep',
          everyMs: 0,
          run: () => {
            runs += 1;
            if (runs === 3) enough();
            if (runs === 1) throw new AppError('database_unavailable', 'away');
            return runs === 2 ? Promise.reject(new TypeError('odd')) : Promise.resolve();
          },
        },
      ],
      log,
    );
    await ranThrice;
    await stop();
    const after = runs;
    expect(lines).toMatchObject([
      { event: 'job_failed', operation: 'sweep', code: 'database_unavailable' },
      { event: 'job_failed', operation: 'sweep', code: 'internal' },
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(runs).toBe(after);
  });

  it('is waited for at the end, and told that the end has come', async () => {
    let finish = () => {};
    let wasTold = false;
    const stop = runRepeatedly(
      [
        {
          name: 'slow',
          everyMs: 60_000,
          run: (signal) =>
            new Promise<void>((resolve) => {
              finish = resolve;
              signal.addEventListener('abort', () => {
                wasTold = true;
              });
            }),
        },
      ],
      testLog().log,
    );
    let isStopped = false;
    const stopping = stop().then(() => {
      isStopped = true;
    });
    expect(wasTold).toBe(true);
    expect(isStopped).toBe(false);
    finish();
    await stopping;
  });
});
