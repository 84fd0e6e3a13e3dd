import type { Draws } from '../world/seededRandom.ts';

/** A copy in an order that the draws say: a budget that ends early has then seen a bit of everything. */
export function shuffled<T>(items: readonly T[], draws: Draws): T[] {
  return items
    .map((item) => ({ item, place: draws.integer(2 ** 32) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
