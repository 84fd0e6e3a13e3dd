import type { Leases } from '#bff/jobs/leases.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import type { Point } from './probe.ts';
import { currentWork } from './workContext.ts';

/** What the watcher of leases tells, and who may object by throwing. */
export interface LeaseWatch {
  reach(name: keyof Leases, point: Point): void | Promise<void>;
  saw(event: HistoryEvent): void;
}

/** Wraps leases: which job has which, and from when. */
export function watchLeases(leases: Leases, { reach, saw }: LeaseWatch): Leases {
  return {
    async take(queries, name, forMs) {
      await reach('take', 'before');
      const lease = await leases.take(queries, name, forMs);
      if (lease !== null) {
        currentWork()?.leases.set(name, lease.token);
        saw({ kind: 'leaseTaken', name, token: lease.token });
      }
      await reach('take', 'after');
      return lease;
    },
    async release(queries, lease) {
      await reach('release', 'before');
      await leases.release(queries, lease);
      await reach('release', 'after');
    },
    fence: (hold, lease) => leases.fence(hold, lease),
  };
}
