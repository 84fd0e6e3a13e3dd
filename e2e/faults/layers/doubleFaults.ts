import { faultsAt } from '../faults.ts';
import { ANY_OCCURRENCE, playOut } from '../play.ts';
import { type Position, positionName } from '../world/probe.ts';
import { createDraws, deriveSeed } from '../world/seededRandom.ts';
import type { Layer, Trial } from './layer.ts';
import { pickStop, type Recording, type Station } from './recording.ts';

/** L2: two faults, the second at the next time its position comes by. Each pair of positions once, in seeded order. */
export function doubleFaults(
  recordings: readonly Recording[],
  stations: readonly Station[],
  seed: number,
): Layer {
  const total = stations.length ** 2;
  return {
    total,
    *trials() {
      // Steps of a length that shares no divisor with the number of pairs visit each of them once.
      const stride = coprimeTo(total, Math.floor(total * 0.618));
      for (let index = 0; index < total; index += 1) {
        const pair = (index * stride) % total;
        const first = stations[Math.floor(pair / stations.length)];
        const second = stations[pair % stations.length];
        if (first === undefined || second === undefined) continue;
        yield trialOf(recordings, first, second.position, deriveSeed(seed, index));
      }
    },
  };
}

function trialOf(
  recordings: readonly Recording[],
  { position, stops }: Station,
  then: Position,
  seed: number,
): Trial {
  const draws = createDraws(seed);
  const name = positionName(then);
  const meeting = stops.filter(({ scenario }) =>
    recordings.some(
      (recording) =>
        recording.scenario === scenario &&
        recording.reached.some((reached) => positionName(reached) === name),
    ),
  );
  const { scenario, occurrence } = pickStop(meeting.length > 0 ? meeting : stops, draws);
  const faults = [
    { ...position, occurrence, fault: draws.pick(faultsAt(position)) },
    { ...then, occurrence: ANY_OCCURRENCE, fault: draws.pick(faultsAt(then)) },
  ];
  const told = faults.map((fault) => `${fault.fault} at ${positionName(fault)}`);
  return {
    label: `${told.join(', then ')}, ${scenario.name}`,
    seed,
    async run(lane) {
      const outcome = await playOut(lane, { scenario, faults, seed });
      const covers = `${positionName(position)} ${name}`;
      return { ...outcome, hasStruck: outcome.struck === faults.length, covers };
    },
  };
}

function coprimeTo(total: number, from: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, from);
  while (divisor(total, stride) !== 1) stride += 1;
  return stride;
}
