import type { Batch } from '#shared/api/batches.ts';

/** For how long a challenge lives where nobody says otherwise, as Entra has it. */
export const PLAIN_CHALLENGE_MINUTES = 5;

/** How many people a batch has. */
export function allOf(counts: Batch['counts']): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Whether somebody can still get a key from it: nobody has said that it ends. */
export function canWaitAgain({ state }: Pick<Batch, 'state'>): boolean {
  return state !== 'stopping' && state !== 'ended';
}
