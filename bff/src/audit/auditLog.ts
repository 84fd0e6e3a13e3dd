import { asc, sql } from 'drizzle-orm';
import { keptWrite } from '#bff/store/keptStatement.ts';
import type { Queries } from '#bff/store/queries.ts';
import { audit } from '#bff/store/schema.ts';
import { toStoreFailure } from '#bff/store/storeFailure.ts';
import { allOf, sendAll } from '#bff/store/transact.ts';
import { AppError } from '#shared/failure/appError.ts';
import { CHAIN_START, textAroundLink } from './auditChain.ts';
import type { AuditGate } from './auditGate.ts';
import { type AuditEntry, type AuditRecord, completeEntry } from './auditRecord.ts';

/** Writes what was intended and what came of it, in the caller's transaction: no record, no effect. */
export interface AuditLog {
  /**
   * It is on its way when the call returns, so that COMMIT may follow; the call itself throws what keeps it from being sent.
   * @throws AppError `audit_unavailable` when it cannot be written; the transaction must then fail.
   */
  append(queries: Queries, entry: AuditEntry, ...more: AuditEntry[]): Promise<void>;
}

export interface AuditLogParts {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Says whether anything new may be begun. What was begun is written down in any case. */
  readonly gate?: AuditGate | undefined;
}

/** Any number, the same in every version: it stands for the end of the chain among PostgreSQL's advisory locks. */
const CHAIN_LOCK = 7_418_522_307;

/** Builds the {@link AuditLog} over the `audit` table. */
export function createAuditLog({ now, gate }: AuditLogParts): AuditLog {
  return {
    append(queries, ...entries) {
      if (entries.some(({ phase }) => phase === 'intent')) gate?.check();
      return allOf(write(queries, entries, new Date(now()))).catch((error: unknown) => {
        const failure = toStoreFailure(error);
        if (failure instanceof AppError && failure.code === 'database_unavailable') throw failure;
        throw new AppError('audit_unavailable', 'the audit record could not be written', {
          cause: failure,
        });
      });
    },
  };
}

/**
 * Whoever writes waits for whoever wrote before: two would both continue from the same record. So PostgreSQL itself links a record
 * to the one before it, and nobody holds the end of the chain while we work a hash out. Lock and records are statements of
 * their own, so that each sees what was committed while the lock was waited for; they travel together.
 */
function write(queries: Queries, entries: readonly AuditEntry[], at: Date): Promise<unknown>[] {
  return sendAll([
    () => queries.sendNow(`select pg_advisory_xact_lock(${CHAIN_LOCK})`),
    ...entries.map((entry) => () => queries.runNow(linkedRecord, valuesOf(entry, at))),
  ]);
}

const NEXT_SEQ = sql<number>`(select coalesce(max(seq), 0) + 1 from audit)`;
const LAST_HASH = sql<string>`coalesce((select hash from audit order by seq desc limit 1), ${CHAIN_START})`;

/** A row whose number and hashes PostgreSQL fills in; the hash is that of auditChain.ts, byte for byte. */
const linkedRecord = keptWrite('insert', audit, (queries) => {
  const { placeholder } = sql;
  const text = sql`${placeholder('before')}::text || ${LAST_HASH} || ${placeholder('between')}::text || ${NEXT_SEQ} || ${placeholder('after')}::text`;
  return queries.insert(audit).values({
    seq: NEXT_SEQ,
    at: placeholder('at'),
    phase: placeholder('phase'),
    action: placeholder('action'),
    result: placeholder('result'),
    actorId: placeholder('actorId'),
    holderId: placeholder('holderId'),
    enrolmentId: placeholder('enrolmentId'),
    requestId: placeholder('requestId'),
    detail: placeholder('detail'),
    keySerial: placeholder('keySerial'),
    keyAaguid: placeholder('keyAaguid'),
    approvalId: placeholder('approvalId'),
    authentication: sql`${placeholder('authentication')}::jsonb`,
    graphRequestId: placeholder('graphRequestId'),
    previousHash: LAST_HASH,
    hash: sql<string>`encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`,
  });
});

/** What stands in the places of a {@link linkedRecord}. */
function valuesOf(entry: AuditEntry, at: Date): Record<string, unknown> {
  const content = completeEntry(entry);
  return {
    ...content,
    at,
    authentication: content.authentication && JSON.stringify(content.authentication),
    ...textAroundLink({ ...content, at: at.toISOString() }),
  };
}

/** A row of the table as the record that was hashed. */
export function recordOf(row: typeof audit.$inferSelect): AuditRecord {
  return { ...row, at: row.at.toISOString() };
}

/** The whole log, oldest first. */
export async function readAuditLog(queries: Queries): Promise<AuditRecord[]> {
  const rows = await queries.select().from(audit).orderBy(asc(audit.seq));
  return rows.map(recordOf);
}
