import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Caught, FIRST_CATCH } from '../mutants/caught.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { MUTANTS } from '../mutants/mutants.ts';

/** What became of a mutant; `by` is empty where it lived. */
export interface MutantOutcome extends Caught {
  readonly mutant: Mutant;
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = 'e2e/faults/mutants';

/** L8: plays on with one rule of the product's code broken at a time; the checker has to object to each. */
export async function* huntMutants(
  serverUrl: string,
  seconds: number,
  seed: number,
): AsyncGenerator<MutantOutcome> {
  for (const mutant of MUTANTS) {
    yield { mutant, ...(await hunt(mutant, [serverUrl, String(seconds), String(seed)])) };
  }
}

/** @throws Error when the process ends without a verdict, as it does where an edit does not fit the code any more. */
async function hunt(mutant: Mutant, args: readonly string[]): Promise<Caught> {
  const loaders = ['--import', `./${FOLDER}/mutantLoader.mjs`, '--import', 'tsx'];
  const child = spawn(process.execPath, [...loaders, `${FOLDER}/mutantProcess.ts`, ...args], {
    cwd: ROOT,
    env: { ...process.env, KEYWRIGHT_MUTANT: JSON.stringify(mutant), NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  let caught: Caught | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith(FIRST_CATCH)) {
      caught = JSON.parse(line.slice(FIRST_CATCH.length)) as Caught;
    }
  }
  if (caught === undefined) throw new Error(`${mutant.name}: no verdict\n${complaints.join('')}`);
  return caught;
}
