/** Draws that are the same for the same seed. */
export interface Draws {
  /** An integer from 0 up to, not including, `below`. */
  integer(below: number): number;
  pick<T>(from: readonly T[]): T;
  chance(probability: number): boolean;
}

const GOLDEN = 0x9e3779b9;

/** Makes a small generator (mulberry32): good enough to choose faults by, and 32 bits make a seed that fits a line. */
export function createDraws(seed: number): Draws {
  let state = seed >>> 0;
  const next = () => {
    state = (state + GOLDEN) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    integer: (below) => Math.floor(next() * below),
    pick(from) {
      const picked = from[Math.floor(next() * from.length)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    chance: (probability) => next() < probability,
  };
}

/** Another seed out of a seed and a number: so that each run of a layer has its own. */
export function deriveSeed(seed: number, index: number): number {
  return createDraws((seed ^ Math.imul(index + 1, GOLDEN)) >>> 0).integer(2 ** 32);
}
