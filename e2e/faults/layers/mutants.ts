import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundleProcess } from '../bundle/bundleProcess.ts';
import { type Caught, FIRST_CATCH } from '../mutants/caught.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { MUTANTS } from '../mutants/mutants.ts';
import { createDraws } from '../world/seededRandom.ts';
import { shuffled } from './shuffled.ts';

/** What became of a mutant; `by` is empty where it lived. */
export interface MutantOutcome extends Caught {
  readonly mutant: Mutant;
}

/** How mutants are hunted. */
export interface MutantHunt {
  /** After this no other one is begun. */
  readonly forMs: number;
  readonly seed: number;
  /** How many processes at a time. */
  readonly atOnce: number;
}

const PROCESS = 'e2e/faults/mutants/mutantProcess.ts';
/** After so many runs in vain a mutant counts as alive: by number, so that a slow machine is as thorough. */
const MOST_RUNS = 400;

/** L8: plays on with one rule of the product's code broken at a time; the checker has to object to each. @returns how many there are. */
export async function huntMutants(
  serverUrl: string,
  { forMs, seed, atOnce }: MutantHunt,
  tell: (outcome: MutantOutcome) => void,
): Promise<number> {
  const until = performance.now() + forMs;
  const waiting = shuffled(MUTANTS, createDraws(seed));
  const work = async () => {
    while (performance.now() < until) {
      const mutant = waiting.shift();
      if (mutant === undefined) return;
      tell({ mutant, ...(await hunt(mutant, [serverUrl, String(MOST_RUNS), String(seed)])) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return MUTANTS.length;
}

/** @throws Error when the process ends without a verdict, or an edit does not fit the code any more. */
async function hunt(mutant: Mutant, args: readonly string[]): Promise<Caught> {
  const bundle = await bundleProcess(PROCESS, mutant);
  const child = spawn(process.execPath, [bundle, ...args, JSON.stringify(mutant)], {
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
