import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from '#e2e/bench/row.ts';
import { ROOT } from '#e2e/harness/dist.ts';

/** Where `npm run test:webhid` leaves its figures. */
export const WEBHID_TIMES = join(ROOT, 'e2e/results/webhid-times.json');

/** The figures of the last `npm run test:webhid` here; none where it has not run. */
export async function webHidRows(): Promise<Row[]> {
  const text = await readFile(WEBHID_TIMES, 'utf8').catch(() => '[]');
  return JSON.parse(text);
}
