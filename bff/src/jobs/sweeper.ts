import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { findUnattended, goOnUnattended } from '#bff/enrolment/unattended.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { withLeasedEnrolment } from './leasedEnrolment.ts';
import type { Leases } from './leases.ts';

/** What one sweep came to. */
export interface Sweep {
  /** Enrolments that were taken further, or tried to be. */
  readonly swept: number;
  /** Those that somebody else was at. */
  readonly busy: number;
  readonly failed: number;
}

/** Takes enrolments further that nobody works on. */
export interface Sweeper {
  /**
   * Goes through all that are due, once. An aborted signal ends it after those under way.
   * @throws AppError `database_unavailable` when it cannot even look.
   */
  sweep(signal?: AbortSignal): Promise<Sweep>;
}

export interface SweeperParts {
  readonly parts: EnrolmentParts;
  readonly leases: Leases;
  /** For how long nothing must have happened to an enrolment, in milliseconds: a page at work comes back sooner. */
  readonly idleMs: number;
}

/** Each holds a connection to the database, of which pages need most. */
const AT_ONCE = 4;

/** Builds the {@link Sweeper}. Of several backends one at a time works on an enrolment, see {@link withLeasedEnrolment}. */
export function createSweeper({ parts, leases, idleMs }: SweeperParts): Sweeper {
  const { store, log } = parts;

  const sweepOne = (id: string) =>
    withLeasedEnrolment({ store, leases }, id, async (hold) => {
      const { kind } = await goOnUnattended(parts, hold, id);
      log.info('enrolment_swept', { enrolmentId: id, action: kind });
    });

  return {
    async sweep(signal) {
      const waiting = await findUnattended(parts, new Date(parts.now() - idleMs));
      const count = { swept: 0, busy: 0, failed: 0 };
      const work = async () => {
        for (;;) {
          const id = signal?.aborted ? undefined : waiting.shift();
          if (id === undefined) return;
          try {
            if (await sweepOne(id)) count.swept += 1;
            else count.busy += 1;
          } catch (error) {
            const code = failureCodeOf(error);
            if (code === 'conflict') count.busy += 1;
            else count.failed += 1;
            log.warn('sweep_failed', { enrolmentId: id, code });
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return count;
    },
  };
}
