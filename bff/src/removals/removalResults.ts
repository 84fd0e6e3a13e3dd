import { csvLine } from '#bff/audit/auditCsv.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { KeyToRemove } from '#shared/api/removals.ts';
import { wholeOf } from './bulkRemovalAudit.ts';
import type { RemovalParts } from './removalParts.ts';
import { readKeys, readRemovalRow } from './removalView.ts';

/** Nothing else gets into a file. */
const COLUMNS: Readonly<Record<string, (key: KeyToRemove) => string | number | null>> = {
  position: ({ position }) => position,
  userPrincipalName: ({ person }) => person.userPrincipalName,
  displayName: ({ person }) => person.displayName,
  userId: ({ person }) => person.id,
  keyName: ({ key }) => key.displayName,
  product: ({ key }) => key.productName,
  serialNumber: ({ key }) => key.serial,
  entraIDAuthMethodObjectId: ({ methodId }) => methodId,
  lastMethod: ({ isLast }) => (isLast ? 'yes' : 'no'),
  status: ({ state }) => state,
  code: ({ code }) => code,
  endedAt: ({ endedAt }) => endedAt,
};

/**
 * The keys of a bulk removal and what became of them, as CSV (RFC 4180). That it was taken is a record itself.
 * @throws AppError `not_found`, `audit_unavailable`.
 */
export function takeRemovalResults(
  { store, audit }: Pick<RemovalParts, 'store' | 'audit'>,
  removalId: string,
  actor: Actor,
): Promise<string> {
  return store.transaction(async (queries) => {
    await readRemovalRow(queries, removalId);
    const keys = await readKeys(queries, removalId);
    const { approvalId: _, ...by } = actor;
    const said = { action: 'exportRemoval', removalId, actor: by, detail: { count: keys.length } };
    await audit.append(queries, ...wholeOf(said));
    const cells = Object.values(COLUMNS);
    const lines = keys.map((key) => csvLine(cells.map((cell) => String(cell(key) ?? ''))));
    return [csvLine(Object.keys(COLUMNS)), ...lines].join('');
  });
}
