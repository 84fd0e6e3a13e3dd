import { type FaultKind, SINK_FAULTS } from '../faults.ts';
import { playOut, playRestored } from '../play.ts';
import { positionName, type Side } from '../world/probe.ts';
import { createDraws, deriveSeed } from '../world/seededRandom.ts';
import type { Layer, Trial } from './layer.ts';
import { pickStop, type Station } from './recording.ts';
import { shuffled } from './shuffled.ts';

const COMMITS: readonly Side[] = ['journal', 'audit'];
/** How often each pair is played. */
const SEEDS = 20;

/**
 * L9: trouble with a second place of the audit log (slow, full, refusing, hanging, corrupt) at each record of an intent and of
 * an outcome; a database whose disk is full from each position on; and one that is put back to how it was after each
 * commit. No effect without its record, no PIN without its outcome; in the end both places have the whole log.
 */
export function auditFaults(stations: readonly Station[], seed: number): Layer {
  const before = stations.filter(({ position }) => position.point === 'before');
  const sinkFaults = Object.keys(SINK_FAULTS) as (keyof typeof SINK_FAULTS)[];
  const pairs: { readonly station: Station; readonly fault: FaultKind }[] = [
    ...before
      .filter(({ position }) => position.side === 'audit')
      .flatMap((station) => sinkFaults.map((fault) => ({ station, fault }))),
    ...before.map((station) => ({ station, fault: 'diskFull' as const })),
    ...stations
      .filter(({ position }) => position.point === 'after' && COMMITS.includes(position.side))
      .map((station) => ({ station, fault: 'backsUp' as const })),
  ];
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

function trialOf({ position, stops }: Station, fault: FaultKind, seed: number): Trial {
  const { scenario, occurrence } = pickStop(stops, createDraws(seed));
  const covers = `${fault} at ${positionName(position)}`;
  return {
    label: `${covers} #${occurrence}, ${scenario.name}`,
    seed,
    async run(lane) {
      const faults = [{ ...position, occurrence, fault }];
      const plan = { scenario, faults, seed, hasPlaces: true };
      const outcome = await (fault === 'backsUp' ? playRestored : playOut)(lane, plan);
      return { ...outcome, hasStruck: outcome.struck === 1, covers };
    },
  };
}
