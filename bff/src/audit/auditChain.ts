import { createHash } from 'node:crypto';
import type { AuditRecord } from './auditRecord.ts';
import { canonicalJson } from './canonicalJson.ts';

/** What stands for "the record before" in the first one. */
export const CHAIN_START = '0'.repeat(64);

/** Where a chain stops holding. */
export interface ChainBreak {
  /** The first record that is wrong, missing or in the wrong place. */
  readonly seq: number;
  readonly problem: 'gap' | 'link_broken' | 'record_changed' | 'cut_short';
}

/** The hash of a record: SHA-256 over its canonical JSON, which has the hash of the record before in it. */
export function hashRecord(record: Omit<AuditRecord, 'hash'>): string {
  const { seq, at, phase, action, result, actorId, holderId, enrolmentId, requestId } = record;
  const detail = { ...record.detail };
  const { previousHash } = record;
  const content = { seq, at, phase, action, result, actorId, holderId, enrolmentId, requestId };
  return createHash('sha256')
    .update(canonicalJson({ ...content, detail, previousHash }))
    .digest('hex');
}

/**
 * Checks a log from its first record on.
 * @param rows in the order of `seq`.
 * @param head the newest record as it was seen elsewhere (a copy, a checkpoint): without it the loss of the newest
 *   records cannot show.
 * @returns null when every record is as it was written.
 */
export function verifyAuditChain(
  rows: readonly AuditRecord[],
  head?: { readonly seq: number; readonly hash: string },
): ChainBreak | null {
  let previousHash = CHAIN_START;
  let expected = 1;
  for (const row of rows) {
    if (row.seq !== expected) return { seq: expected, problem: 'gap' };
    if (row.previousHash !== previousHash) return { seq: expected, problem: 'link_broken' };
    if (hashRecord(row) !== row.hash) return { seq: expected, problem: 'record_changed' };
    if (head?.seq === row.seq && head.hash !== row.hash) {
      return { seq: expected, problem: 'record_changed' };
    }
    previousHash = row.hash;
    expected += 1;
  }
  return head !== undefined && head.seq >= expected
    ? { seq: expected, problem: 'cut_short' }
    : null;
}
