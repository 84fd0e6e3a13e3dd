import type { Approval } from '#shared/api/approvals.ts';
import { type ApprovalRow, isExpired } from './approvals.ts';

/** A row as the API shows it. */
export function approvalView(row: ApprovalRow, now: Date): Approval {
  return {
    ...{ id: row.id, item: row.item, hash: row.hash, reason: row.reason },
    state: isExpired(row, now) ? 'expired' : row.state,
    askedBy: { id: row.askedById, displayName: row.askedByName },
    askedAt: row.askedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedBy:
      row.decidedById === null ? null : { id: row.decidedById, displayName: row.decidedByName },
    decidedAt: row.decidedAt?.toISOString() ?? null,
    useBy: row.useBy?.toISOString() ?? null,
  };
}
