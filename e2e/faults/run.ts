import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#bff/store/embeddedPostgres.ts';
import { createBudget } from './budget.ts';
import { BUNDLES } from './bundle/bundleProcess.ts';
import { type Crew, hireCrew } from './crew/crew.ts';
import { playKills } from './kill/playKills.ts';
import type { LayerName } from './layers/layer.ts';
import { playLayer } from './playLayer.ts';
import { playMutants } from './playMutants.ts';
import { readRunOptions } from './runOptions.ts';
import { prepareLanes } from './world/lane.ts';

// `npm run test:faults`: real backend, real PostgreSQL, real page use cases, an emulated tenant, mail and software keys,
// with something going wrong at every position. `--minutes 5 --seed 1 [--layer L1|L2|L3|L4|L6|L8|L9 [--replay SEED]]`.

/** Each layer's part of the budget, in the order in which they are played; what one leaves is for those after it. */
const SHARES: Readonly<Record<LayerName, number>> = {
  L1: 39,
  L2: 23,
  L6: 19,
  L9: 5,
  L8: 6,
  L3: 2,
  L4: 6,
};
type PlayedHere = Exclude<LayerName, 'L4'>;

/** These need not know beforehand what positions there are. */
const PLAYED_UNREHEARSED: readonly LayerName[] = ['L3', 'L8'];
/** One more than there are processors: something has to go on while the database works. */
const WORKERS = availableParallelism() + 1;

const options = readRunOptions(process.argv.slice(2));
let lost = 0;
if (options.layer !== 'L4') lost += await playInProcess();
if (options.layer === null || options.layer === 'L4') {
  lost += await playKills({ ...options, seconds: secondsOfKills() });
}
console.log(`lost ${lost}`);
process.exitCode = lost === 0 ? 0 : 1;

/** The layers whose backends, pages and tenant are objects in this process, over one database. */
async function playInProcess(): Promise<number> {
  const parent = await mkdtemp(join(tmpdir(), 'keywright-faults-'));
  // Root's PostgreSQL runs as another account, which must be able to pass.
  await chmod(parent, 0o755);
  const directory = join(parent, 'postgres');
  const server = await startEmbeddedPostgres({ directory, isDisposable: true });
  try {
    return await play(server.url(''));
  } finally {
    await server.stop();
    await rm(parent, { recursive: true, force: true });
    await rm(BUNDLES, { recursive: true, force: true });
  }
}

/** How long the real kills may take; they come last. */
function secondsOfKills(): number {
  return options.minutes * 60 * (options.layer === null ? SHARES.L4 / 100 : 1);
}

async function play(serverUrl: string): Promise<number> {
  await prepareLanes(serverUrl);
  const { seed, replay, layer } = options;
  const names = (Object.keys(SHARES) as LayerName[]).filter(
    (name): name is PlayedHere => name !== 'L4' && (layer === null || layer === name),
  );
  const shares = names.map((name) => ({ name, share: SHARES[name] }));
  const crew = await hireCrew(serverUrl, WORKERS, seed);
  try {
    let rehearsed = 0;
    if (names.some((name) => !PLAYED_UNREHEARSED.includes(name))) {
      rehearsed = await crew.rehearse();
      console.log(
        `L0 only what goes wrong in the scenarios themselves: ${rehearsed} runs, 0 broken`,
      );
    }
    const killSeconds = layer === null ? secondsOfKills() : 0;
    const budget = createBudget((options.minutes * 60 - killSeconds) * 1000, shares);
    let broken = 0;
    let runs = 0;
    for (const { name } of shares) {
      const result = await playOne(crew, name, budget.take(name));
      broken += result.broken;
      runs += result.runs;
    }
    console.log(`runs in all: ${rehearsed + runs}`);
    // Time that was over before anything was played shows nothing.
    return runs === 0 ? broken + 1 : broken;
  } finally {
    await crew.dismiss();
  }

  function playOne(crew: Crew, name: PlayedHere, forMs: number) {
    if (name === 'L8') return playMutants(serverUrl, { forMs, seed, atOnce: WORKERS });
    return playLayer(crew, { layer: name, forMs, seed, replay });
  }
}
