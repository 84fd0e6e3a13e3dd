import { asc, gt } from 'drizzle-orm';
import type { Queries } from '#bff/store/queries.ts';
import { audit } from '#bff/store/schema.ts';
import { type ChainBreak, followChain } from './auditChain.ts';
import { recordOf } from './auditLog.ts';
import type { AuditHead } from './checkpoint.ts';

const BATCH = 1_000;

/** What came of checking the table. */
export interface DatabaseReport {
  readonly broken: ChainBreak | null;
  readonly head: AuditHead;
}

/**
 * Checks the audit table record by record.
 * @param elsewhere the hashes of the first records as another place has them: each must be in the table.
 */
export async function verifyDatabase(
  queries: Queries,
  elsewhere: readonly string[] = [],
): Promise<DatabaseReport> {
  const chain = followChain();
  const report = (broken: ChainBreak | null): DatabaseReport => ({
    broken,
    head: { size: chain.head.seq, root: chain.head.hash },
  });
  for (;;) {
    const rows = await queries
      .select()
      .from(audit)
      .where(gt(audit.seq, chain.head.seq))
      .orderBy(asc(audit.seq))
      .limit(BATCH);
    if (rows.length === 0) break;
    for (const row of rows) {
      const broken = chain.take(recordOf(row));
      if (broken !== null) return report(broken);
      const { seq, hash } = chain.head;
      const other = elsewhere[seq - 1];
      if (other !== undefined && other !== hash) return report({ seq, problem: 'record_changed' });
    }
  }
  const next = chain.head.seq + 1;
  return report(elsewhere.length >= next ? { seq: next, problem: 'cut_short' } : null);
}
