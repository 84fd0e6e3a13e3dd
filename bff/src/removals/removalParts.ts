import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { BulkDirectory } from '#bff/graph/bulkDirectory.ts';
import type { Leases } from '#bff/jobs/leases.ts';
import type { OwnKeyParts } from '#bff/myKeys/ownKeyParts.ts';
import type { bulkRemovalKeys, bulkRemovals } from '#bff/store/bulkRemovalTables.ts';

/** What bulk removals are made with. */
export interface RemovalParts
  extends OwnKeyParts,
    Pick<EnrolmentParts, 'approvals' | 'removalCaps'> {
  readonly bulk: Pick<BulkDirectory, 'findPeople'>;
  readonly leases: Leases;
  /** Between the start and the first key: time to stop it. */
  readonly removalDelayMs: number;
}

export type RemovalRow = typeof bulkRemovals.$inferSelect;
export type RemovalKeyRow = typeof bulkRemovalKeys.$inferSelect;
