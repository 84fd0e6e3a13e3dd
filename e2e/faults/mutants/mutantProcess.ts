import { hunt } from './hunt.ts';
import type { Mutant } from './mutant.ts';

// One mutant, whose loader is in place already (layers/mutants.ts): `mutantProcess.ts <server url> <most runs> <seed>`.
// The last line says what caught it after how many runs.
const [, , serverUrl = '', mostRuns = '1', seed = '1'] = process.argv;
const { near = '' } = JSON.parse(process.env['KEYWRIGHT_MUTANT'] ?? '{}') as Partial<Mutant>;
console.log(await hunt(serverUrl, { mostRuns: Number(mostRuns), seed: Number(seed), near }));
