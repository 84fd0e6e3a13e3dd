import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#bff/store/embeddedPostgres.ts';
import { createBudget } from './budget.ts';
import { type Crew, hireCrew } from './crew/crew.ts';
import type { LayerName } from './layers/layer.ts';
import { playLayer } from './playLayer.ts';
import { playMutants } from './playMutants.ts';
import { readRunOptions } from './runOptions.ts';
import { prepareLanes } from './world/lane.ts';

// `npm run test:faults`: real backend, real PostgreSQL, real page use cases, an emulated tenant, mail and software keys,
// with something going wrong at every position. `--minutes 5 --seed 1 [--layer L1|L2|L3|L6|L8|L9 [--replay SEED]]`.

/** Each layer's part of the budget, in the order in which they are played; what one leaves is for those after it. */
const SHARES: Readonly<Record<LayerName, number>> = {
  L1: 32,
  L2: 16,
  L6: 12,
  L9: 10,
  L8: 18,
  L3: 12,
};
/** These need not know beforehand what positions there are. */
const PLAYED_UNREHEARSED: readonly LayerName[] = ['L3', 'L8'];
/** One for each processor; with fewer than two nothing goes on while the database works. */
const WORKERS = Math.max(2, availableParallelism());

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
  await prepareLanes(serverUrl);
  const { seed, replay, layer } = options;
  const names = (Object.keys(SHARES) as LayerName[]).filter(
    (name) => layer === null || layer === name,
  );
  const shares = names.map((name) => ({ name, share: SHARES[name] }));
  const crew = hireCrew(serverUrl, WORKERS, seed);
  try {
    if (names.some((name) => !PLAYED_UNREHEARSED.includes(name))) await crew.rehearse();
    const budget = createBudget(options.minutes * 60_000, shares);
    let broken = 0;
    let runs = 0;
    for (const { name } of shares) {
      const result = await playOne(crew, name, budget.take(name));
      broken += result.broken;
      runs += result.runs;
    }
    console.log(`runs in all: ${runs}`);
    return broken;
  } finally {
    await crew.dismiss();
  }

  function playOne(crew: Crew, name: LayerName, forMs: number) {
    if (name === 'L8') return playMutants(serverUrl, { forMs, seed, atOnce: WORKERS });
    return playLayer(crew, { layer: name, forMs, seed, replay });
  }
}
