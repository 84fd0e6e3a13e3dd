import { type Hunt, hunt } from './hunt.ts';
import type { Mutant } from './mutant.ts';

// One mutant, whose loader is in place already (layers/mutants.ts): `mutantProcess.ts <server url> <most runs> <seed>`.
// The last line says what caught it after how many runs.
const [, , serverUrl = '', mostRuns = '1', seed = '1'] = process.argv;
const { near, layer = 'L1' } = JSON.parse(process.env['KEYWRIGHT_MUTANT'] ?? '{}') as Mutant;
const hunted: Hunt = { mostRuns: Number(mostRuns), seed: Number(seed), layer };
console.log(await hunt(serverUrl, near === undefined ? hunted : { ...hunted, near }));
