import { afterAll, beforeAll } from 'vitest';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, OPERATOR, type TestBench } from '#bff/enrolment/testBench.ts';
import type { TestKey } from '#bff/enrolment/testKey.ts';
import { testCaller } from '#bff/testDeps.ts';
import type { Batch, BatchPerson, NextOfBatch } from '#shared/api/index.ts';
import { callsOf } from './testCalls.ts';

const callers = {
  operator: testCaller({ id: OPERATOR }),
  auditor: testCaller({ id: '55555555-5555-4555-8555-555555555555', roles: ['Auditor'] }),
  colleague: testCaller({ id: '88888888-8888-4888-8888-888888888888' }),
  holder: testCaller({ id: '66666666-6666-4666-8666-666666666666', roles: [] }),
};

export const NEW_BATCH = {
  name: 'Spring intake',
  profileId: 'new-colleague',
  assignment: 'next',
  resetsConfirmed: false,
} as const;

/** The routes of batches over a bench of their own, made before the tests around it and closed after them. */
export function batchRoutes() {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    bench = await createTestBench();
    bench.directory.addPerson(callers.colleague.id);
    app = createApp(benchDeps(bench, callers));
  });
  afterAll(() => bench.close());

  const call = callsOf<keyof typeof callers>(() => app, '/api/batches');

  /** A running batch of new people, in their order. */
  async function runningBatch(count: number, change: object = {}, serials: string[] = []) {
    const made = await call<Batch>('operator', 'POST', '', { ...NEW_BATCH, ...change });
    const { id } = made.body;
    const users = Array.from({ length: count }, () => bench.newHolder());
    const people = users.map((userId, index) => ({ userId, serial: serials[index] ?? null }));
    await call('operator', 'POST', `/${id}/people`, { people });
    await call('operator', 'POST', `/${id}/state`, { to: 'running' });
    return { id, users };
  }

  const next = (id: string, key: TestKey, as: keyof typeof callers = 'operator', more = {}) =>
    call<NextOfBatch & { code: string }>(as, 'POST', `/${id}/next`, {
      key: key.plugged(),
      ...more,
    });

  const peopleOf = async (id: string, query = '') =>
    (
      await call<{ people: BatchPerson[]; next: number | null }>(
        'auditor',
        'GET',
        `/${id}/people${query}`,
      )
    ).body;

  return {
    call,
    runningBatch,
    next,
    peopleOf,
    get bench() {
      return bench;
    },
  };
}
