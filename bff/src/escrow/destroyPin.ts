import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { AuditLog } from '#bff/audit/auditLog.ts';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Queries } from '#bff/store/queries.ts';
import { escrow } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';

/** Who has it destroyed; the backend itself is one of them. */
export type DestroyedBy = Pick<AuditEntry, 'actorId' | 'requestId' | 'authentication'>;

/**
 * Destroys the sealed PIN of an enrolment, in the caller's transaction with its audit record. Key and ciphertext go, the row stays
 * to say so.
 * @returns whether there was anything left to destroy.
 * @throws AppError `audit_unavailable`: then the transaction has to fail, and the PIN is still there.
 */
export async function destroyPin(
  { audit, log }: { readonly audit: AuditLog; readonly log: Logger },
  queries: Queries,
  enrolmentId: string,
  at: Date,
  by: DestroyedBy,
): Promise<boolean> {
  const [row] = await queries
    .update(escrow)
    .set({ state: 'shredded', wrappedKey: null, ciphertext: null, shreddedAt: at })
    .where(and(eq(escrow.enrolmentId, enrolmentId), isNotNull(escrow.wrappedKey)))
    .returning({ holderId: escrow.holderId });
  if (row === undefined) return false;
  await audit.append(queries, {
    phase: 'outcome',
    action: 'shredPin',
    result: 'ok',
    holderId: row.holderId,
    enrolmentId,
    detail: {},
    ...by,
  });
  log.info('escrow_event', { enrolmentId, action: 'shredded' });
  return true;
}

/** PostgreSQL keeps what an UPDATE replaced until it is vacuumed away: done once the destroying is committed. */
export async function vacuumEscrow({
  store,
  log,
}: {
  readonly store: Store;
  readonly log: Logger;
}): Promise<void> {
  await store
    .read((queries) => queries.execute(sql`vacuum ${escrow}`))
    .catch(() => {
      log.warn('job_failed', { operation: 'vacuumEscrow' });
    });
}
