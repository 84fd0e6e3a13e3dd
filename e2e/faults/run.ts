import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#bff/store/embeddedPostgres.ts';
import { doubleFaults } from './layers/doubleFaults.ts';
import { keyFaults } from './layers/keyFaults.ts';
import type { Layer, LayerName, Trial } from './layers/layer.ts';
import { huntMutants } from './layers/mutants.ts';
import { propertyRuns } from './layers/property.ts';
import { recordScenarios, stationsOf } from './layers/recording.ts';
import { singleFaults } from './layers/singleFaults.ts';
import { readRunOptions } from './runOptions.ts';
import { tellHistory } from './tellHistory.ts';
import { createLane, type Lane } from './world/lane.ts';

// `npm run test:faults`: real backend, real PostgreSQL, real page use cases, an emulated tenant and software keys, with
// something going wrong at every position. `--minutes 5 --seed 1 [--layer L1|L2|L3|L6|L8 [--replay SEED]]`.

/** Each layer's part of the budget. */
const SHARES: Readonly<Record<LayerName, number>> = { L1: 34, L2: 18, L3: 14, L6: 14, L8: 20 };
const LANES = 2;
const MOST_TOLD = 3;
const MUTANT_SECONDS = 25;

const options = readRunOptions(process.argv.slice(2));
const parent = await mkdtemp(join(tmpdir(), 'keywright-faults-'));
// Root's PostgreSQL runs as another account, which must be able to pass.
await chmod(parent, 0o755);
const directory = join(parent, 'postgres');
const server = await startEmbeddedPostgres({ directory, isDisposable: true });
let lost = 0;
try {
  lost = await play(server.url(''));
} finally {
  await server.stop();
  await rm(parent, { recursive: true, force: true });
}
console.log(`lost ${lost}`);
process.exitCode = lost === 0 ? 0 : 1;

async function play(serverUrl: string): Promise<number> {
  const lanes = await Promise.all(Array.from({ length: LANES }, () => createLane(serverUrl)));
  try {
    const [first] = lanes;
    if (first === undefined) throw new TypeError('no lane');
    const recordings = await recordScenarios(first);
    const stations = stationsOf(recordings);
    const { seed } = options;
    const layers = [
      singleFaults(stations, seed),
      doubleFaults(recordings, stations, seed),
      propertyRuns(seed),
      keyFaults(recordings, seed),
    ];
    const wanted = layers.filter(({ name }) => options.layer === null || options.layer === name);
    let broken = 0;
    for (const layer of wanted) broken += await playLayer(layer, lanes);
    if (options.layer === null || options.layer === 'L8') broken += await playMutants(serverUrl);
    return broken;
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

function secondsOf(name: LayerName): number {
  const share = options.layer === null ? SHARES[name] / 100 : 1;
  return options.minutes * 60 * share;
}

/** Plays a layer's trials on all lanes until its time is up. @returns how many broke an invariant. */
async function playLayer(layer: Layer, lanes: readonly Lane[]): Promise<number> {
  const until = performance.now() + secondsOf(layer.name) * 1000;
  const covered = new Set<string>();
  let runs = 0;
  let broken = 0;
  const trials = (options.replay === null ? layer.trials() : replayed(layer, options.replay))[
    Symbol.iterator
  ]();
  await Promise.all(
    lanes.map(async (lane) => {
      while (options.replay !== null || performance.now() < until) {
        const { value: trial, done } = trials.next();
        if (done) return;
        const outcome = await trial.run(lane);
        runs += 1;
        if (outcome.hasStruck) covered.add(outcome.covers);
        if (outcome.breaks.length === 0) continue;
        broken += 1;
        if (broken > MOST_TOLD) console.log(`${layer.name} broke again: --replay ${trial.seed}`);
        else tellBroken(layer, trial, outcome);
      }
    }),
  );
  const of = layer.total === null ? '' : ` of ${layer.total}`;
  console.log(
    `${layer.name} ${layer.title}: ${runs} runs, ${covered.size}${of} covered, ${broken} broken`,
  );
  return broken;
}

function* replayed(layer: Layer, seed: number): Generator<Trial> {
  for (const trial of layer.trials()) {
    if (trial.seed !== seed) continue;
    yield trial;
    return;
  }
}

function tellBroken(
  { name }: Layer,
  { label, seed }: Trial,
  { breaks, world }: Awaited<ReturnType<Trial['run']>>,
): void {
  console.log(`\n${name} broke: ${label}`);
  console.log(`again: --layer ${name} --seed ${options.seed} --replay ${seed}`);
  for (const { invariant, text } of breaks.slice(0, MOST_TOLD)) {
    console.log(`  ${invariant}: ${text}`);
  }
  console.log(`${tellHistory(world.history).join('\n')}\n`);
}

/** @returns how many mutants lived, and thereby showed a hole in the harness. */
async function playMutants(serverUrl: string): Promise<number> {
  let alive = 0;
  let all = 0;
  for await (const { mutant, by, runs } of huntMutants(serverUrl, MUTANT_SECONDS, options.seed)) {
    all += 1;
    if (by === '') alive += 1;
    console.log(
      `  ${mutant.name}: ${by === '' ? `ALIVE after ${runs} runs` : `${by} (${runs} runs)`}`,
    );
  }
  console.log(`L8 broken rules of the code: ${all} tried, ${all - alive} caught`);
  return alive;
}
