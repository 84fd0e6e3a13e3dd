import type { Verdict } from '../history/judge.ts';
import type { PlayedLayer } from '../layers/layer.ts';
import { layerOf } from '../layers/layers.ts';
import type { Recording } from '../layers/recording.ts';
import { playOut } from '../play.ts';
import type { Scenario } from '../scenario.ts';
import { SCENARIOS } from '../scenarios.ts';
import { createLane } from '../world/lane.ts';
import { type Caught, FIRST_CATCH } from './caught.ts';
import type { Mutant } from './mutant.ts';

/** How long a mutant is looked for, and where first. */
export interface Hunt extends Pick<Mutant, 'near'> {
  readonly mostRuns: number;
  readonly seed: number;
  readonly layer: PlayedLayer;
}

/** Enough of a layer to have each of its pairs in it. */
const MOST_TRIALS = 6_000;
const MOST_NEAR = 40;

class Objection extends Error {}

/**
 * Plays the scenarios and faults that are near, then all scenarios, then trials of the layer, until the checker objects.
 * @returns a line for {@link Caught}.
 */
export async function hunt(serverUrl: string, plan: Hunt): Promise<string> {
  const { mostRuns, seed, near, layer } = plan;
  const lane = await createLane(serverUrl);
  const recordings: Recording[] = [];
  let runs = 0;
  const play = async <T extends Verdict>(run: () => Promise<T>): Promise<T> => {
    runs += 1;
    const outcome = await run();
    const [broken] = outcome.breaks;
    if (broken !== undefined) throw new Objection(`${broken.invariant}: ${broken.text}`);
    return outcome;
  };
  const rehearse = async (scenarios: readonly Scenario[]) => {
    for (const scenario of scenarios) {
      const { reached } = await play(() => playOut(lane, { scenario, faults: [], seed }));
      recordings.push({ scenario, reached });
    }
  };
  const trials = () => firstOf(layerOf(layer, recordings, seed).trials(), MOST_TRIALS);
  const isNear = (name: string, part: string | undefined) =>
    part !== undefined && name.includes(part);
  try {
    const [first, rest] = parted(SCENARIOS, ({ name }) => isNear(name, near?.scenario));
    await rehearse(first);
    const [likely] = parted(trials(), ({ label }) => isNear(label, near?.fault));
    for (const trial of likely.slice(0, MOST_NEAR)) await play(() => trial.run(lane));
    await rehearse(rest);
    for (const trial of trials()) {
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

function parted<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function firstOf<T>(items: Iterable<T>, most: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    first.push(item);
    if (first.length === most) break;
  }
  return first;
}

function verdict(by: string, runs: number): string {
  const line: Caught = { by, runs };
  return `${FIRST_CATCH}${JSON.stringify(line)}`;
}
