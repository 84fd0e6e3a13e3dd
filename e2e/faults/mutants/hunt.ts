import { type Recording, stationsOf } from '../layers/recording.ts';
import { singleFaults } from '../layers/singleFaults.ts';
import { playOut } from '../play.ts';
import { SCENARIOS } from '../scenarios.ts';
import { createLane } from '../world/lane.ts';
import { type Caught, FIRST_CATCH } from './caught.ts';

/** How long a mutant is looked for, and where first. */
export interface Hunt {
  readonly mostRuns: number;
  readonly seed: number;
  readonly near: string;
}

class Objection extends Error {}

/** Plays scenarios, then single faults, until the checker objects. @returns a line for {@link Caught}. */
export async function hunt(serverUrl: string, { mostRuns, seed, near }: Hunt): Promise<string> {
  const lane = await createLane(serverUrl);
  const isNear = (text: string) => near !== '' && text.includes(near);
  let runs = 0;
  const play = async <
    T extends { readonly breaks: readonly { invariant: string; text: string }[] },
  >(
    run: () => Promise<T>,
  ): Promise<T> => {
    runs += 1;
    const outcome = await run();
    const [broken] = outcome.breaks;
    if (broken !== undefined) throw new Objection(`${broken.invariant}: ${broken.text}`);
    return outcome;
  };
  try {
    const recordings: Recording[] = [];
    for (const scenario of nearFirst(SCENARIOS, ({ name }) => isNear(name))) {
      const { reached } = await play(() => playOut(lane, { scenario, faults: [], seed }));
      recordings.push({ scenario, reached });
    }
    const trials = [...singleFaults(stationsOf(recordings), seed).trials()];
    for (const trial of nearFirst(trials, ({ label }) => isNear(label))) {
      if (runs >= mostRuns) break;
      await play(() => trial.run(lane));
    }
    return verdict('', runs);
  } catch (error) {
    if (error instanceof Objection) return verdict(error.message, runs);
    throw error;
  } finally {
    await lane.close();
  }
}

function nearFirst<T>(items: readonly T[], isNear: (item: T) => boolean): T[] {
  return [...items.filter(isNear), ...items.filter((item) => !isNear(item))];
}

function verdict(by: string, runs: number): string {
  const line: Caught = { by, runs };
  return `${FIRST_CATCH}${JSON.stringify(line)}`;
}
