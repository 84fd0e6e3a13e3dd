import { CHAIN_START, type ChainBreak, followChain } from './auditChain.ts';
import { parseAuditLine } from './auditLine.ts';
import type { AuditRecord } from './auditRecord.ts';
import { type AuditCheckpoint, type AuditHead, hashCheckpoint, headName } from './checkpoint.ts';
import { ACCEPT_RESTORE, isAccepted } from './sinkState.ts';

/** What is wrong with a line. */
export type LineProblem =
  | ChainBreak['problem']
  /** Not a line that we would write, or one that was changed so that it cannot be read. */
  | 'not_a_line'
  /** A checkpoint of another log, of another moment, or out of its row. */
  | 'checkpoint_misplaced'
  | 'signature_wrong'
  /** It ends in the middle of a line. */
  | 'unfinished';

/** The first line that does not hold, from 1. */
export interface LineBreak {
  readonly line: number;
  readonly problem: LineProblem;
}

/** Follows the lines of a second place. After a break nothing more is to be asked. */
export interface LineVerifier {
  take(text: string): LineBreak | null;
  /** @param rest what followed the last end of a line. */
  finish(rest: string): LineBreak | null;
  /** The hashes of the records that count, in order: those that an accepted restore took away are not among them. */
  readonly hashes: readonly string[];
  /** How many checkpoints held, and how often a restore was accepted. */
  readonly counts: { readonly checkpoints: number; readonly restores: number };
}

export interface LineVerifierParts {
  readonly isSigned: (checkpoint: AuditCheckpoint) => boolean;
  /** Heads that were seen elsewhere and must be in here. */
  readonly noted?: readonly AuditHead[];
  /** Checkpoints that were seen elsewhere and must be in here, each as it is. */
  readonly notedCheckpoints?: readonly AuditCheckpoint[];
}

/** Builds a {@link LineVerifier}. */
export function createLineVerifier(parts: LineVerifierParts): LineVerifier {
  const { isSigned, noted = [], notedCheckpoints = [] } = parts;
  const missing = new Set([
    ...noted.filter(({ size }) => size > 0).map(headName),
    ...notedCheckpoints.map(hashCheckpoint),
  ]);
  const hashes: string[] = [];
  let chain = followChain();
  let checkpoint: AuditCheckpoint | null = null;
  /** The hashes of all so far. */
  const earlier = new Set([CHAIN_START]);
  /** A restore was accepted, and no checkpoint came since. */
  let hasGoneBack = false;
  let line = 0;
  let checkpoints = 0;
  let restores = 0;

  function takeRecord(record: AuditRecord): LineProblem | null {
    const head = { size: chain.head.seq, root: chain.head.hash };
    const goesBack = record.action === ACCEPT_RESTORE && record.seq <= head.size;
    if (goesBack && isAccepted(record.detail, head)) {
      hashes.length = record.seq - 1;
      chain = followChain(record.seq - 1, hashes.at(-1) ?? CHAIN_START);
      restores += 1;
      hasGoneBack = true;
    }
    const broken = chain.take(record);
    if (broken !== null) return broken.problem;
    hashes.push(record.hash);
    missing.delete(headName({ size: record.seq, root: record.hash }));
    return null;
  }

  function takeCheckpoint(next: AuditCheckpoint): LineProblem | null {
    const previous = checkpoint === null ? CHAIN_START : hashCheckpoint(checkpoint);
    // A place that does not say what it has is carried on by the books, which went back to a checkpoint that they knew.
    const isLinked = next.previous === previous || (hasGoneBack && earlier.has(next.previous));
    const isInPlace =
      next.size === chain.head.seq &&
      next.root === chain.head.hash &&
      isLinked &&
      (checkpoint === null || checkpoint.origin === next.origin);
    if (!isInPlace) return 'checkpoint_misplaced';
    if (!isSigned(next)) return 'signature_wrong';
    checkpoint = next;
    hasGoneBack = false;
    earlier.add(hashCheckpoint(next));
    missing.delete(hashCheckpoint(next));
    checkpoints += 1;
    return null;
  }

  return {
    hashes,
    get counts() {
      return { checkpoints, restores };
    },
    take(text) {
      line += 1;
      const parsed = parseAuditLine(text);
      if (parsed === null) return { line, problem: 'not_a_line' };
      const problem =
        parsed.kind === 'record' ? takeRecord(parsed.record) : takeCheckpoint(parsed.checkpoint);
      return problem === null ? null : { line, problem };
    },
    finish(rest) {
      if (rest !== '') return { line: line + 1, problem: 'unfinished' };
      return missing.size > 0 ? { line: line + 1, problem: 'cut_short' } : null;
    },
  };
}

/** A text at its ends of lines, and those only; `rest` has none yet. */
export function splitLines(text: string): { readonly lines: string[]; readonly rest: string } {
  const end = text.lastIndexOf('\n');
  if (end === -1) return { lines: [], rest: text };
  return { lines: text.slice(0, end).split('\n'), rest: text.slice(end + 1) };
}

/** Checks a whole text. @returns null when every line is as it was written. */
export function verifyLines(text: string, parts: LineVerifierParts): LineBreak | null {
  const verifier = createLineVerifier(parts);
  const { lines, rest } = splitLines(text);
  for (const line of lines) {
    const broken = verifier.take(line);
    if (broken !== null) return broken;
  }
  return verifier.finish(rest);
}
