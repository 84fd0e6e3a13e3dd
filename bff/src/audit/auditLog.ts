import { asc, sql } from 'drizzle-orm';
import type { QueryResult } from 'pg';
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
  const last = await lockEnd(queries);
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

/**
 * The newest record, held until the transaction ends: two writers would both continue from the same one. Two statements,
 * so that the second sees what was committed while the first waited; one message, because everybody else waits for this.
 */
async function lockEnd(queries: Queries): Promise<{ seq: number; hash: string } | undefined> {
  const results: unknown = await queries.execute(
    sql.raw(
      `select pg_advisory_xact_lock(${CHAIN_LOCK}); select seq, hash from audit order by seq desc limit 1`,
    ),
  );
  const [, newest] = results as readonly QueryResult<{ seq: number; hash: string }>[];
  return newest?.rows[0];
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
