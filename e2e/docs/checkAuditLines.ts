import { verifyAuditChain } from '#bff/audit/auditChain.ts';
import type { AuditRecord } from '#bff/audit/auditRecord.ts';

/**
 * Checks the lines of an audit file. A line is written before its transaction is committed; where that failed, another
 * line with the same number follows, and the later one counts.
 */
export function checkAuditLines(text: string): {
  readonly words: string;
  readonly isWhole: boolean;
} {
  const lines = text.split('\n').filter((line) => line !== '');
  const records = new Map<number, AuditRecord>();
  for (const line of lines) {
    const record: AuditRecord = JSON.parse(line);
    records.set(record.seq, record);
  }
  const inOrder = [...records.values()].sort((a, b) => a.seq - b.seq);
  const problem = verifyAuditChain(inOrder);
  if (problem !== null) {
    return { words: `record ${problem.seq}: ${problem.problem}`, isWhole: false };
  }
  const replaced = lines.length - inOrder.length;
  const head = inOrder.at(-1)?.hash ?? 'none';
  return { words: `${inOrder.length} records, ${replaced} replaced, head ${head}`, isWhole: true };
}
