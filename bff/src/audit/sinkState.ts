import { desc, eq } from 'drizzle-orm';
import type { Queries } from '#bff/store/queries.ts';
import { audit } from '#bff/store/schema.ts';
import { CHAIN_START } from './auditChain.ts';
import type { AuditDetail } from './auditRecord.ts';
import { type AuditHead, headName } from './checkpoint.ts';

/** The action that says that records were lost by a restore, and that somebody knows. */
export const ACCEPT_RESTORE = 'acceptRestore';

/** Whether a record of the action {@link ACCEPT_RESTORE} says that this head is lost. */
export function isAccepted(detail: AuditDetail, head: AuditHead): boolean {
  return detail.accepted?.split(' ').includes(headName(head)) === true;
}

/** The newest record of the database. */
export async function readHead(queries: Queries): Promise<AuditHead> {
  const [last] = await queries
    .select({ size: audit.seq, root: audit.hash })
    .from(audit)
    .orderBy(desc(audit.seq))
    .limit(1);
  return last ?? { size: 0, root: CHAIN_START };
}

/**
 * From which record on somebody who has this head goes on in the database: the next one, or, where the database was put
 * back and that was accepted, the record that says so. Null: the database does not have what they have seen.
 */
export async function continuesFrom(queries: Queries, head: AuditHead): Promise<number | null> {
  if (head.size === 0) return 1;
  const [same] = await queries
    .select({ hash: audit.hash })
    .from(audit)
    .where(eq(audit.seq, head.size));
  if (same?.hash === head.root) return head.size + 1;
  const accepted = await queries
    .select({ seq: audit.seq, detail: audit.detail })
    .from(audit)
    .where(eq(audit.action, ACCEPT_RESTORE))
    .orderBy(desc(audit.seq));
  return accepted.find(({ detail }) => isAccepted(detail, head))?.seq ?? null;
}
