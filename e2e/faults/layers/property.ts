import fc from 'fast-check';
import { type FaultKind, faultsAt } from '../faults.ts';
import type { Verdict } from '../history/judge.ts';
import type { Side } from '../world/probe.ts';
import { deriveSeed } from '../world/seededRandom.ts';
import type { World } from '../world/world.ts';
import { type CrowdCommand, playCrowd } from './crowd.ts';
import type { Layer, Trial } from './layer.ts';

const MOST_COMMANDS = 60;
/** Shrinking may take this long; what is found by then is printed. */
const SHRINK_MS = 40_000;
const SIDES: readonly Side[] = ['call', 'journal', 'database', 'graph', 'escrow', 'key'];

const desk = fc.nat(1);
const holder = fc.nat(2);
const key = fc.nat(2);
const trap = fc.constantFrom(...SIDES).chain((side) =>
  fc.record({
    does: fc.constant('trap' as const),
    desk,
    side: fc.constant(side),
    fault: fc.constantFrom<FaultKind[]>(...faultsAt({ side, name: '', point: 'before' })),
  }),
);

const command: fc.Arbitrary<CrowdCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('begin' as const), desk, holder, profile: fc.nat(2) }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      does: fc.constant('help' as const),
      desk,
      times: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('plug' as const), desk, key }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('unplug' as const), key }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('reload' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('close' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('cancel' as const), desk }) },
  { weight: 1, arbitrary: fc.constant({ does: 'killBackends' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('wait' as const),
      seconds: fc.constantFrom(1, 30, 70, 400),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('skew' as const),
      backend: fc.nat(1),
      seconds: fc.integer({ min: -30, max: 30 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('reveal' as const), holder }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('race' as const), holder }) },
  { weight: 6, arbitrary: trap },
);

const commands = fc.array(command, { minLength: 10, maxLength: MOST_COMMANDS, size: 'max' });

class Broken extends Error {}

/** L3: people, keys, operators and backends at random. What breaks is shrunk to the commands that it takes. */
export function propertyRuns(seed: number): Layer {
  return {
    total: null,
    *trials() {
      for (let index = 0; ; index += 1) yield trialOf(deriveSeed(seed, index));
    },
  };
}

function trialOf(seed: number): Trial {
  return {
    label: 'a crowd',
    seed,
    async run(lane) {
      let last: (Verdict & { world: World }) | undefined;
      let shrinkUntil = Infinity;
      const property = fc.asyncProperty(commands, async (list) => {
        if (performance.now() > shrinkUntil) return;
        const played = await playCrowd(lane, list, seed);
        if (played.breaks.length === 0) {
          last ??= played;
          return;
        }
        // The last one that breaks is the shortest that was found.
        last = played;
        shrinkUntil = Math.min(shrinkUntil, performance.now() + SHRINK_MS);
        throw new Broken();
      });
      await fc.check(property, { seed: seed | 0, numRuns: 1 });
      if (last === undefined) throw new TypeError('nothing was played');
      return { ...last, hasStruck: true, covers: `crowd ${seed}` };
    },
  };
}
