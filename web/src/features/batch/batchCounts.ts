import type { Batch } from '#shared/api/batches.ts';

/** How many people a batch has. */
export function allOf(counts: Batch['counts']): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
