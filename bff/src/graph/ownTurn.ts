import type { Clock } from '#bff/deps.ts';
import { GraphError } from '#shared/failure/appError.ts';
import { callOrigin, withOrigin } from './callOrigin.ts';
import type { GraphLimiter } from './limiter/graphLimiter.ts';

/** Less than a page waits for an answer. */
const PATIENCE_MS = 40_000;
const ONE_WRITE = { writes: 1, units: 1 } as const;

/**
 * Does work of self-service in which one change is made at Graph, once its turn has come: many wait for turns of their share, and nobody
 * of them is to hold a connection to the database meanwhile.
 */
export type OwnTurn = <T>(callerId: string, work: () => Promise<T>) => Promise<T>;

/** Builds the {@link OwnTurn} of one process. */
export function createOwnTurn({
  limiter,
  clock,
}: {
  readonly limiter: Pick<GraphLimiter, 'admit'>;
  readonly clock: Clock;
}): OwnTurn {
  return async (callerId, work) => {
    const askedAt = clock.now();
    try {
      await limiter.admit('own', ONE_WRITE, {
        deadlineMs: PATIENCE_MS,
        operator: callerId,
        // Before what can wait: a key was made, and its challenge ends.
        usableUntil: askedAt + PATIENCE_MS,
      });
    } catch (error) {
      // The work finds that out by itself, and notes it.
      if (error instanceof GraphError) return work();
      throw error;
    }
    const turn = { cost: ONE_WRITE, waitedMs: clock.now() - askedAt, isTaken: false };
    return withOrigin({ ...callOrigin(), turn }, work);
  };
}
