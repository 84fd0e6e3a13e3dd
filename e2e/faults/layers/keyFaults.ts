import type { FaultKind } from '../faults.ts';
import { playOut } from '../play.ts';
import type { Scenario } from '../scenario.ts';
import { positionName, type Reached } from '../world/probe.ts';
import { createDraws, deriveSeed } from '../world/seededRandom.ts';
import type { Layer, Trial } from './layer.ts';
import type { Recording } from './recording.ts';
import { shuffled } from './shuffled.ts';

const BEFORE: readonly FaultKind[] = [
  'unplug',
  'swap',
  'secondKey',
  'slow',
  'silent',
  'garbage',
  'truncated',
  'keyError',
];
const AFTER: readonly FaultKind[] = ['unplug', 'swap', 'secondKey'];
/** More reports than any of the scenarios sends or gets in one plug. */
const MOST_FRAMES = 120;

/** L6: each message to the key of every scenario, and each single report of it, in or out. */
export function keyFaults(recordings: readonly Recording[], seed: number): Layer {
  const messages = recordings.flatMap(({ scenario, reached }) =>
    reached
      .filter(({ side }) => side === 'key')
      .flatMap((stop) =>
        (stop.point === 'before' ? BEFORE : AFTER).map((fault) => ({ scenario, stop, fault })),
      ),
  );
  const frames = recordings.flatMap(({ scenario }) =>
    Array.from({ length: MOST_FRAMES }, (_, index) => index + 1).flatMap((frame) =>
      (['in', 'out'] as const).map((direction) => ({ scenario, frame, direction })),
    ),
  );
  return {
    total: messages.length + frames.length,
    *trials() {
      for (let round = 0; ; round += 1) {
        const draws = createDraws(deriveSeed(seed, round));
        const all = [
          ...messages.map(
            ({ scenario, stop, fault }) =>
              (own: number) =>
                messageTrial(scenario, stop, fault, own),
          ),
          ...frames.map(
            ({ scenario, frame, direction }) =>
              (own: number) =>
                frameTrial(scenario, frame, direction, own),
          ),
        ];
        for (const [index, make] of shuffled(all, draws).entries()) {
          yield make(deriveSeed(seed + round, index));
        }
      }
    },
  };
}

function messageTrial(scenario: Scenario, stop: Reached, fault: FaultKind, seed: number): Trial {
  const covers = `${fault} at ${positionName(stop)} #${stop.occurrence}, ${scenario.name}`;
  return {
    label: covers,
    seed,
    async run(lane) {
      const outcome = await playOut(lane, { scenario, faults: [{ ...stop, fault }], seed });
      return { ...outcome, hasStruck: outcome.struck === 1, covers };
    },
  };
}

function frameTrial(
  scenario: Scenario,
  frame: number,
  direction: 'in' | 'out',
  seed: number,
): Trial {
  const covers = `unplug at report ${frame} ${direction}, ${scenario.name}`;
  return {
    label: covers,
    seed,
    async run(lane) {
      const outcome = await playOut(lane, {
        scenario: {
          ...scenario,
          async prepare(play) {
            await scenario.prepare?.(play);
            play.key.software.faults.add({ kind: 'unplug', direction, frame });
          },
        },
        faults: [],
        seed,
      });
      return { ...outcome, hasStruck: true, covers };
    },
  };
}
