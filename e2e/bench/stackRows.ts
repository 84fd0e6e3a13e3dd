import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from '@playwright/test';
import { createKeyRack } from '#e2e/authenticator/keyRack.ts';
import { CHROMIUM_ARGS, findChromium } from '#e2e/harness/chromium.ts';
import { DIST } from '#e2e/harness/dist.ts';
import { type Stack, startStack } from '#e2e/harness/stack.ts';
import { DEMO_PEOPLE } from '#e2e/tenant/directory/demoPeople.ts';
import {
  type EnrolmentRun,
  type EnrolmentSample,
  measureEnrolments,
  measureSealing,
} from './enrolmentSamples.ts';
import { percentile, type Row, row } from './row.ts';

const LIMIT = {
  enrolmentMs: 600,
  keyRequests: 16,
  apiRequests: 10,
  graphRequests: 4,
  backendMiB: 200,
  readyMs: 3_000,
  stationBytes: 260_000,
  sealingRoundTrips: 2,
  sealingMs: 60,
} as const;

/** Some of the staff get no keys, so all of it has to be there. */
const EVERYBODY = { demoPeople: DEMO_PEOPLE.length } as const;

/** Everything measured over the builds: enrolments in Chromium, the backend's memory and start, the page's weight. */
export async function stackRows(): Promise<Row[]> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS],
  });
  try {
    return [
      ...(await withStack(browser, 0, { warmUps: 3, count: 20 }, async (run, stack) => [
        ...timeRows('Graph at 0 ms', run, LIMIT.enrolmentMs),
        ...requestRows(run),
        ...(await memoryRows(stack)),
        await readyRow(stack),
        await weightRow(run),
      ])),
      ...(await withStack(browser, 150, { warmUps: 1, count: 10 }, (run) =>
        timeRows('Graph at 150 ms', run, null),
      )),
      ...(await sealingRows(browser)),
    ];
  } finally {
    await browser.close();
  }
}

/** What it costs that the PIN is the backend's alone, beside the same enrolment with one that is typed into the page. */
async function sealingRows(browser: Browser): Promise<Row[]> {
  const rack = createKeyRack({ touch: 'immediate' });
  const stack = await startStack({ rack, drawer: false, tenant: EVERYBODY });
  try {
    const { sealed, typed } = await measureSealing(
      { browser, stack, rack },
      { warmUps: 2, count: 22 },
    );
    const median = (all: readonly EnrolmentSample[], of: (one: EnrolmentSample) => number) =>
      percentile(all.map(of), 0.5);
    const [ours, theirs] = [median(sealed, ({ ms }) => ms), median(typed, ({ ms }) => ms)];
    const added =
      Math.max(...sealed.map((one) => one.apiRequests)) -
      median(typed, ({ apiRequests }) => apiRequests);
    const operations = median(sealed, ({ pinOperations }) => pinOperations);
    const perOperation = added / operations;
    return [
      row(
        'Round trips that sealing adds to a PIN operation',
        perOperation,
        '',
        LIMIT.sealingRoundTrips,
      ),
      row('Time that sealing adds to an enrolment: median', ours - theirs, 'ms', LIMIT.sealingMs),
      row('Enrolment with a sealed PIN beside a typed one: median', ours / theirs, '×'),
    ];
  } finally {
    await stack.close();
  }
}

async function withStack(
  browser: Browser,
  latencyMs: number,
  amount: { readonly warmUps: number; readonly count: number },
  judge: (run: EnrolmentRun, stack: Stack) => Row[] | Promise<Row[]>,
): Promise<Row[]> {
  const rack = createKeyRack({ touch: 'immediate' });
  const stack = await startStack({ rack, drawer: false, tenant: { ...EVERYBODY, latencyMs } });
  try {
    return await judge(await measureEnrolments({ browser, stack, rack }, amount), stack);
  } finally {
    await stack.close();
  }
}

function timeRows(what: string, { samples }: EnrolmentRun, limit: number | null): Row[] {
  const times = samples.map(({ ms }) => ms);
  return [
    row(`Enrolment, ${what}: median`, percentile(times, 0.5), 'ms', limit),
    row(`Enrolment, ${what}: p95`, percentile(times, 0.95), 'ms', limit),
  ];
}

/** The worst of all samples: a limit per key holds for each key. */
function requestRows({ samples }: EnrolmentRun): Row[] {
  const most = (count: (sample: (typeof samples)[number]) => number) =>
    Math.max(...samples.map(count));
  return [
    row(
      'CTAPHID requests per key',
      most((one) => one.keyRequests),
      '',
      LIMIT.keyRequests,
    ),
    row(
      'Requests page to backend per key',
      most((one) => one.apiRequests),
      '',
      LIMIT.apiRequests,
    ),
    row(
      'Requests to Graph per key',
      most((one) => one.graphRequests),
      '',
      LIMIT.graphRequests,
    ),
  ];
}

/** Resident memory of the backend's own process; where the system does not tell, no row. */
async function memoryRows({ backend }: Stack): Promise<Row[]> {
  const status = await readFile(`/proc/${backend.pid}/status`, 'utf8').catch(() => '');
  const kiB = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN);
  return Number.isNaN(kiB)
    ? []
    : [row('Backend memory after the enrolments', kiB / 1024, 'MiB', LIMIT.backendMiB)];
}

async function readyRow(stack: Stack): Promise<Row> {
  await stack.backend.stop();
  const start = performance.now();
  await stack.restartBackend('stop');
  const { status } = await fetch(`${stack.backendOrigin}/readyz`);
  const ms = performance.now() - start;
  if (status !== 200) throw new Error(`The backend said ${status} when asked whether it is ready`);
  return row('Backend ready on an existing database', ms, 'ms', LIMIT.readyMs);
}

async function weightRow({ scripts }: EnrolmentRun): Promise<Row> {
  const files = await Promise.all(scripts.map((path) => readFile(join(DIST.web, path))));
  const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
  return row('JavaScript of the Station, gzip', bytes / 1_000, 'kB', LIMIT.stationBytes / 1_000);
}
