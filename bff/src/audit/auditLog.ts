import { asc, desc, sql } from 'drizzle-orm';
import type { Queries } from '#bff/store/queries.ts';
import { audit } from '#bff/store/schema.ts';
import { toStoreFailure } from '#bff/store/storeFailure.ts';
import { AppError } from '#shared/failure/appError.ts';
import { CHAIN_START, hashRecord } from './auditChain.ts';
import type { AuditEntry, AuditRecord } from './auditRecord.ts';

/** Writes what was intended and what came of it, in the caller's transaction: no record, no effect. */
export interface AuditLog {
  /** @throws AppError `audit_unavailable` when it cannot be written; the transaction must then fail. */
  append(queries: Queries, entry: AuditEntry): Promise<void>;
}

/** A second place for every record, outside the database. Rejects when it cannot take it. */
export type AuditSink = (record: AuditRecord) => Promise<void>;

export interface AuditLogParts {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sink?: AuditSink | undefined;
}

/** Any number, the same in every version: it stands for the end of the chain among PostgreSQL's advisory locks. */
const CHAIN_LOCK = 7_418_522_307;

/** Builds the {@link AuditLog} over the `audit` table. */
export function createAuditLog({ now, sink }: AuditLogParts): AuditLog {
  return {
    async append(queries, entry) {
      try {
        // Held until the transaction ends: two writers would both continue from the same record.
        await queries.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)`);
        const [last] = await queries
          .select({ seq: audit.seq, hash: audit.hash })
          .from(audit)
          .orderBy(desc(audit.seq))
          .limit(1);
        const content = {
          ...entry,
          seq: (last?.seq ?? 0) + 1,
          at: new Date(now()).toISOString(),
          previousHash: last?.hash ?? CHAIN_START,
        };
        const record = { ...content, hash: hashRecord(content) };
        await queries.insert(audit).values({ ...record, at: new Date(record.at) });
        await sink?.(record);
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

/** The whole log, oldest first. */
export async function readAuditLog(queries: Queries): Promise<AuditRecord[]> {
  const rows = await queries.select().from(audit).orderBy(asc(audit.seq));
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
