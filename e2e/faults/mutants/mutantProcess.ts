import { hunt } from './hunt.ts';

// One mutant, whose loader is in place already (layers/mutants.ts): `mutantProcess.ts <server url> <seconds> <seed>`.
// The last line says what caught it after how many runs.
const [, , serverUrl = '', seconds = '20', seed = '1'] = process.argv;
console.log(await hunt(serverUrl, Number(seconds), Number(seed)));
