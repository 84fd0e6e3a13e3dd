import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MissingRow, Row } from '#e2e/bench/row.ts';
import { ROOT } from '#e2e/harness/dist.ts';
import { keptMachine, whyNoMachine } from '../machine/machineFolder.ts';

/** What `npm run test:webhid` leaves for `npm run bench`. */
interface KeptTimes {
  readonly measuredAt: string;
  readonly rows: readonly Row[];
}

const FILE = join(ROOT, 'e2e/results/webhid-times.json');
const NAME = 'CTAPHID requests through real WebHID, times those of libfido2';
/** Older ones are of another program. */
const FRESH_MS = 86_400_000;

/** Leaves the figures of a run in the machine. */
export async function keepTimes(rows: readonly Row[], now: Date): Promise<void> {
  const kept: KeptTimes = { measuredAt: now.toISOString(), rows };
  await writeFile(FILE, `${JSON.stringify(kept, null, 2)}\n`);
}

/** Each request through WebHID beside libfido2: today's figures, or ones that are measured now; else why there are none. */
export async function webHidRows(now: Date): Promise<readonly (Row | MissingRow)[]> {
  const before = await freshTimes(now);
  if (before !== null) return before;
  const reason = whyNoMachine() ?? whyNoKeptMachine(now);
  if (reason !== undefined) return [missing(reason)];
  const tests = spawn(
    process.execPath,
    ['--import', 'tsx', 'e2e/webhid-vm/run.ts', '--built', 'requestTimes'],
    { cwd: ROOT, stdio: 'inherit' },
  );
  await once(tests, 'exit');
  return (await freshTimes(now)) ?? [missing('the run in the machine failed')];
}

async function freshTimes(now: Date): Promise<readonly Row[] | null> {
  const text = await readFile(FILE, 'utf8').catch(() => null);
  if (text === null) return null;
  const { measuredAt, rows }: KeptTimes = JSON.parse(text);
  return now.getTime() - Date.parse(measuredAt) < FRESH_MS ? rows : null;
}

/** A measurement does not fetch packages for minutes. */
function whyNoKeptMachine(now: Date): string | undefined {
  return keptMachine(now) === null
    ? 'no virtual machine is kept here; `npm run test:webhid` makes it'
    : undefined;
}

function missing(notMeasured: string): MissingRow {
  return { name: NAME, value: null, notMeasured };
}
