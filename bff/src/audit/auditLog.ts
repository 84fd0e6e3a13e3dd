import { asc, desc, sql } from 'drizzle-orm';
import type { Queries } from '#bff/store/queries.ts';
import { audit } from '#bff/store/schema.ts';
import { toStoreFailure } from '#bff/store/storeFailure.ts';
import { AppError } from '#shared/failure/appError.ts';
import { CHAIN_START, hashRecord } from './auditChain.ts';
import type { AuditGate } from './auditGate.ts';
import { type AuditEntry, type AuditRecord, completeEntry } from './auditRecord.ts';

/** Writes what was intended and what came of it, in the caller's transaction: no record, no effect. */
export interface AuditLog {
  /** @throws AppError `audit_unavailable` when it cannot be written; the transaction must then fail. */
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
    async append(queries, ...entries) {
      if (entries.some(({ phase }) => phase === 'intent')) gate?.check();
      try {
        await write(queries, entries, new Date(now()));
      } catch (error) {
        const failure = toStoreFailure(error);
        if (failure instanceof AppError && failure.code === 'database_unavailable') throw failure;
        throw new AppError('audit_unavailable', 'the audit record could not be written', {
          cause: failure,
        });
      }
    },
  };
}

async function write(queries: Queries, entries: readonly AuditEntry[], at: Date): Promise<void> {
  // Held until the transaction ends: two writers would both continue from the same record.
  await queries.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)`);
  const [last] = await queries
    .select({ seq: audit.seq, hash: audit.hash })
    .from(audit)
    .orderBy(desc(audit.seq))
    .limit(1);
  let seq = last?.seq ?? 0;
  let previousHash = last?.hash ?? CHAIN_START;
  const rows = entries.map((entry) => {
    seq += 1;
    const content = { ...completeEntry(entry), seq, at: at.toISOString(), previousHash };
    const hash = hashRecord(content);
    previousHash = hash;
    return { ...content, at, hash };
  });
  await queries.insert(audit).values(rows);
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
