import fc from 'fast-check';
import type { Verdict } from '../history/judge.ts';
import { deriveSeed } from '../world/seededRandom.ts';
import type { World } from '../world/world.ts';
import { playCrowd } from './crowd.ts';
import { crowdCommands } from './crowdCommand.ts';
import type { Layer, Trial } from './layer.ts';

/** Shrinking may take this long; what is found by then is printed. */
const SHRINK_MS = 40_000;

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
      const property = fc.asyncProperty(crowdCommands, async (list) => {
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
