import type { Approvals } from '#bff/approvals/approvals.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { ApprovalItem } from '#shared/api/approvals.ts';
import type { KeyToRemove } from '#shared/api/removals.ts';
import { AppError } from '#shared/failure/appError.ts';
import { readKeys, readRemovalRow } from './removalView.ts';

/**
 * A planned removal as it is approved: each key that would go, and nothing of what stays.
 * @throws AppError `not_found`; `conflict` where it was started before, or no key would go.
 */
export async function removalItem(
  queries: Queries,
  removalId: string,
): Promise<Extract<ApprovalItem, { action: 'removeKeys' }>> {
  const row = await readRemovalRow(queries, removalId);
  const keys = goingKeys(await readKeys(queries, removalId));
  if (row.state !== 'planned' || keys.length === 0) {
    throw new AppError('conflict', 'there is nothing to start');
  }
  return {
    action: 'removeKeys',
    removalId,
    reason: row.reason,
    keys: keys.map(({ person, methodId, key, isLast }) => ({
      ...{ userId: person.id, userPrincipalName: person.userPrincipalName },
      ...{ methodId, isLast },
      ...{ name: key.displayName, model: key.productName, serial: key.serial },
    })),
  };
}

/** Those that would go, or go. */
export function goingKeys(keys: readonly KeyToRemove[]): readonly KeyToRemove[] {
  return keys.filter(({ state }) => state === 'waiting');
}

/** Whether somebody else has to approve that these keys go. */
export function needsApproval(
  approvals: Pick<Approvals, 'needs'>,
  keys: readonly Pick<KeyToRemove, 'isLast'>[],
): boolean {
  return approvals.needs('bulk') || keys.some(({ isLast }) => isLast);
}
