import { ACTOR, type TestBench } from '#bff/enrolment/testBench.ts';
import type { BatchService } from './batchService.ts';

/** A running batch of people nobody else in the test file uses. */
export async function runningBatch(bench: TestBench, size: number) {
  const { batches } = bench;
  const said = { name: 'A batch', profileId: 'new-colleague', assignment: 'next' } as const;
  const { id } = await batches.create(
    { ...said, resetsConfirmed: false, challengeMinutes: 5 },
    ACTOR,
  );
  const users = Array.from({ length: size }, () => bench.newHolder());
  const people = users.map((userId) => ({ userId, serial: null }));
  await batches.addPeople(id, { people }, ACTOR);
  await batches.changeState(id, { to: 'running' }, ACTOR);
  return { id, users };
}

/** Every enrolment of the batch that was not rolled back, straight from the database. */
export async function enrolmentsOf(bench: TestBench, id: string) {
  const rows = await bench.database.sql(
    `select holder_id as holder, key_lock as key, state from enrolments where batch_id = $1 and state <> 'rolledBack'`,
    [id],
  );
  return rows as { holder: string; key: string; state: string }[];
}

/** Whether all of them are different. */
export function areDifferent(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

/** What became of calls for the next person: how often each. */
export async function outcomes(calls: readonly ReturnType<BatchService['next']>[]) {
  const count: Record<string, number> = {};
  for (const call of await Promise.allSettled(calls)) {
    const word = call.status === 'fulfilled' ? 'opened' : String(call.reason.code ?? call.reason);
    count[word] = (count[word] ?? 0) + 1;
  }
  return count;
}
