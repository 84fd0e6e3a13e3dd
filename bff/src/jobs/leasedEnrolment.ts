import type { EnrolmentHold, Store } from '#bff/store/store.ts';
import type { Leases } from './leases.ts';

/** Longer than an enrolment can need: a few calls to Graph with their retries. */
const LEASE_MS = 120_000;

/**
 * Does a job's work on one enrolment, alone among all backends: the lock of its connection keeps pages and other jobs out, the
 * lease one that lost its connection without knowing. Nobody is waited for.
 * @returns false when somebody else is at it.
 * @throws AppError `conflict` when the hold was lost on the way, or a page has it; what `work` throws.
 */
export function withLeasedEnrolment(
  { store, leases }: { readonly store: Store; readonly leases: Leases },
  id: string,
  work: (hold: EnrolmentHold) => Promise<void>,
): Promise<boolean> {
  return store.withEnrolment(
    id,
    async (hold) => {
      const lease = await leases.take(hold.queries, `enrolment:${id}`, LEASE_MS);
      if (lease === null) return false;
      try {
        await work(leases.fence(hold, lease));
      } finally {
        // Where this fails the connection is gone, and the lease ends by its time.
        await leases.release(hold.queries, lease).catch(() => undefined);
      }
      return true;
    },
    'none',
  );
}
