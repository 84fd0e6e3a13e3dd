import type { NextOfBatch } from '#shared/api/index.ts';
import { createBatchStation } from './batchStation.ts';
import type { Page } from './openPage.ts';

/** So many keys one after another at one port. @throws when one of them is not enrolled. */
export async function enrolAtPort(
  { client, backend }: Page,
  batchId: string,
  newSerial: () => number,
  count: number,
): Promise<void> {
  const next = (key: unknown) => client.post<NextOfBatch>(`/api/batches/${batchId}/next`, { key });
  const station = createBatchStation({ backend, next, newSerial });
  for (let done = 0; done < count; done += 1) {
    const one = await station.enrolNext();
    if (!one?.isDone) throw new Error('a key was not enrolled');
  }
  station.close();
}

/** Milliseconds that work takes. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
