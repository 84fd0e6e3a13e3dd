import { createHash } from 'node:crypto';
import type { AuditRecord, UnlinkedRecord } from './auditRecord.ts';
import { canonicalJson, type Json } from './canonicalJson.ts';

/** What stands for "the record before" in the first one. */
export const CHAIN_START = '0'.repeat(64);

/** Where a chain stops holding. */
export interface ChainBreak {
  /** The first record that is wrong, missing or in the wrong place. */
  readonly seq: number;
  readonly problem: 'gap' | 'link_broken' | 'record_changed' | 'cut_short';
}

/** The members of a record that are written: those that came later only where they say something, so that older ones hold. */
function writtenMembers(record: UnlinkedRecord): Record<string, Json> {
  const { seq, at, phase, action, result, actorId, holderId, enrolmentId, requestId } = record;
  const { keySerial, keyAaguid, approvalId, authentication, graphRequestId, previousHash } = record;
  const later = {
    keySerial,
    keyAaguid,
    approvalId,
    authentication: authentication && { ...authentication },
    graphRequestId,
  };
  const said = Object.fromEntries(Object.entries(later).filter(([, value]) => value !== null));
  const content = { seq, at, phase, action, result, actorId, holderId, enrolmentId, requestId };
  return { ...content, detail: { ...record.detail }, previousHash, ...said };
}

/** The hash of a record: SHA-256 over its canonical JSON, which has the hash of the record before in it. */
export function hashRecord(record: UnlinkedRecord): string {
  return createHash('sha256')
    .update(canonicalJson(writtenMembers(record)))
    .digest('hex');
}

/**
 * The text whose SHA-256 is {@link hashRecord}, but for the record's number and the hash of the record before, which are known
 * only where the chain ends: `before`, that hash, `between`, that number, `after`. Of all members the number comes last.
 */
export function textAroundLink(record: Omit<UnlinkedRecord, 'seq' | 'previousHash'>): {
  readonly before: string;
  readonly between: string;
  readonly after: string;
} {
  const written = Object.entries(writtenMembers({ ...record, seq: 0, previousHash: '' }));
  const text = (isIn: (name: string) => boolean) =>
    canonicalJson(Object.fromEntries(written.filter(([name]) => isIn(name))));
  const head = text((name) => name < 'previousHash');
  const middle = text((name) => name > 'previousHash' && name < 'seq');
  return {
    before: `${head.slice(0, -1)},"previousHash":"`,
    between: `",${middle.slice(1, -1)},"seq":`,
    after: '}',
  };
}

/** A record as one line of a file, without the line's end. */
export function recordLine(record: AuditRecord): string {
  return canonicalJson({ ...writtenMembers(record), hash: record.hash });
}

/** Follows a chain record by record. */
export interface ChainFollower {
  /** The number and hash of the last record that held. */
  readonly head: { readonly seq: number; readonly hash: string };
  /** Takes the next record; null when it holds. */
  take(record: AuditRecord): ChainBreak | null;
}

/** Follows a chain from the record after `seq` on. */
export function followChain(seq = 0, hash = CHAIN_START): ChainFollower {
  let head = { seq, hash };
  return {
    get head() {
      return head;
    },
    take(record) {
      const expected = head.seq + 1;
      if (record.seq !== expected) return { seq: expected, problem: 'gap' };
      if (record.previousHash !== head.hash) return { seq: expected, problem: 'link_broken' };
      if (hashRecord(record) !== record.hash) return { seq: expected, problem: 'record_changed' };
      head = { seq: record.seq, hash: record.hash };
      return null;
    },
  };
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
  const chain = followChain();
  for (const row of rows) {
    const broken = chain.take(row);
    if (broken !== null) return broken;
    if (head?.seq === row.seq && head.hash !== row.hash) {
      return { seq: row.seq, problem: 'record_changed' };
    }
  }
  return head !== undefined && head.seq > chain.head.seq
    ? { seq: chain.head.seq + 1, problem: 'cut_short' }
    : null;
}
