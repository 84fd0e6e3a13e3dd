import { type FaultKind, faultsAt } from '../faults.ts';
import { playOut } from '../play.ts';
import { positionName } from '../world/probe.ts';
import { createDraws, deriveSeed } from '../world/seededRandom.ts';
import type { Layer, Trial } from './layer.ts';
import { pickStop, type Station } from './recording.ts';
import { shuffled } from './shuffled.ts';

/** How often each pair is played, each time with another scenario, backend and person. */
const SEEDS = 20;

/** L1: every position with every fault that can strike there, again and again with other scenarios and backends. */
export function singleFaults(stations: readonly Station[], seed: number): Layer {
  const pairs = stations.flatMap((station) =>
    faultsAt(station.position).map((fault) => ({ station, fault })),
  );
  return {
    total: pairs.length,
    *trials() {
      for (let round = 0; round < SEEDS; round += 1) {
        const draws = createDraws(deriveSeed(seed, round));
        for (const [index, { station, fault }] of shuffled(pairs, draws).entries()) {
          yield trialOf(station, fault, deriveSeed(seed + round, index));
        }
      }
    },
  };
}

/** One fault at one of the places where its position is met; the seed says which. */
function trialOf({ position, stops }: Station, fault: FaultKind, seed: number): Trial {
  const { scenario, occurrence } = pickStop(stops, createDraws(seed));
  const covers = `${fault} at ${positionName(position)}`;
  return {
    label: `${covers} #${occurrence}, ${scenario.name}`,
    seed,
    async run(lane) {
      const planned = { ...position, occurrence, fault };
      const outcome = await playOut(lane, { scenario, faults: [planned], seed });
      return { ...outcome, hasStruck: outcome.struck === 1, covers };
    },
  };
}
