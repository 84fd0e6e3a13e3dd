import { and, eq, inArray, isNotNull, lte, or, sql } from 'drizzle-orm';
import type { AuditLog } from '#bff/audit/auditLog.ts';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import { destroyPin, vacuumEscrow } from '#bff/escrow/destroyPin.ts';
import type { Logger } from '#bff/log/logger.ts';
import { keptRead } from '#bff/store/keptStatement.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, escrow } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';

export interface ShredderParts {
  readonly store: Store;
  readonly audit: AuditLog;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Time enough to notice that the wrong PIN was read. */
const AFTER_REVEAL_MS = 3_600_000;
const AFTER_END_MS = 30 * 24 * 3_600_000;

/**
 * Destroys sealed PINs that nobody is to see any more: an hour after they were seen, and 30 days after the end of their
 * enrolment, finished or taken back. Key and ciphertext go, the row stays to say so. The PIN of an open enrolment is on a
 * key or about to be, and is never touched.
 * @returns how many were destroyed.
 * @throws AppError `audit_unavailable`: then that PIN is still there.
 */
export async function shredPins(parts: ShredderParts, signal?: AbortSignal): Promise<number> {
  let shredded = 0;
  while (signal?.aborted !== true && (await shredOne(parts))) shredded += 1;
  if (shredded > 0) await vacuumEscrow(parts);
  return shredded;
}

function shredOne({ store, audit, now, log }: ShredderParts): Promise<boolean> {
  return store.transaction(async (queries) => {
    const at = new Date(now());
    const row = await nextDue(queries, at);
    if (row === undefined) return false;
    await destroyPin({ audit, log }, queries, row.enrolmentId, at, {
      actorId: SYSTEM_ACTOR,
      requestId: null,
    });
    return true;
  });
}

const dueEscrow = keptRead((queries) => {
  const isOver = inArray(enrolments.state, ['finished', 'rolledBack']);
  const revealedBefore = sql.param(sql.placeholder('revealedBefore'), escrow.revealedAt);
  const endedBefore = sql.param(sql.placeholder('endedBefore'), enrolments.endedAt);
  return queries
    .select({ enrolmentId: escrow.enrolmentId })
    .from(escrow)
    .innerJoin(enrolments, eq(enrolments.id, escrow.enrolmentId))
    .where(
      and(
        isNotNull(escrow.wrappedKey),
        or(
          lte(escrow.revealedAt, revealedBefore),
          and(isOver, lte(enrolments.endedAt, endedBefore)),
        ),
      ),
    )
    .limit(1)
    .for('update', { of: escrow, skipLocked: true });
});

/** The next one that is due and that no other backend is at. */
async function nextDue(queries: Queries, at: Date) {
  const before = (ms: number) => new Date(at.getTime() - ms);
  const [row] = await queries.run(dueEscrow, {
    revealedBefore: before(AFTER_REVEAL_MS),
    endedBefore: before(AFTER_END_MS),
  });
  return row;
}
