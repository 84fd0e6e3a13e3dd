import { type Hunt, hunt } from './hunt.ts';
import type { Mutant } from './mutant.ts';

// One mutant, bundled with its edits: `<server url> <most runs> <seed> <mutant>`.
// The last line says what caught it after how many runs.
const [, , serverUrl = '', mostRuns = '1', seed = '1', mutant = '{}'] = process.argv;
const { near, layer = 'L1' } = JSON.parse(mutant) as Mutant;
const hunted: Hunt = { mostRuns: Number(mostRuns), seed: Number(seed), layer };
console.log(await hunt(serverUrl, near === undefined ? hunted : { ...hunted, near }));
