import { huntMutants, type MutantHunt } from './layers/mutants.ts';
import type { LayerResult } from './playLayer.ts';

/** L8: prints what became of each mutant. A living one shows a hole in the harness, and counts as broken. */
export async function playMutants(serverUrl: string, hunt: MutantHunt): Promise<LayerResult> {
  let alive = 0;
  let tried = 0;
  let all = 0;
  const total = await huntMutants(serverUrl, hunt, ({ mutant, by, runs }) => {
    tried += 1;
    all += runs;
    if (by === '') alive += 1;
    const end = by === '' ? `ALIVE after ${runs} runs` : `${by} (${runs} runs)`;
    console.log(`  ${mutant.name}: ${end}`);
  });
  const of = tried === total ? 'all' : `${tried} of ${total}`;
  console.log(`L8 broken rules of the code: ${all} runs, ${of} tried, ${tried - alive} caught`);
  return { runs: all, broken: alive };
}
