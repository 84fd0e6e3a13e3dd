import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, hashRecord, recordLine } from './auditChain.ts';
import { checkpointLine, parseAuditLine } from './auditLine.ts';
import {
  type AuditCheckpoint,
  type AuditHead,
  headName,
  isSignedBy,
  signCheckpoint,
} from './checkpoint.ts';
import { createLineVerifier, verifyLines } from './lineVerifier.ts';
import { ACCEPT_RESTORE } from './sinkState.ts';
import { TEST_ORIGIN, TestLines } from './testLines.ts';

const ours = generateKeyPairSync('ed25519');
const theirs = generateKeyPairSync('ed25519');

/** Signatures that were looked at before: the same line is the same line. */
const judged = new Map<string, boolean>();
function isSigned(checkpoint: AuditCheckpoint): boolean {
  const line = checkpointLine(checkpoint);
  const known = judged.get(line) ?? isSignedBy(checkpoint, ours.publicKey);
  judged.set(line, known);
  return known;
}
const check = (text: string, ...noted: AuditHead[]) => verifyLines(text, { isSigned, noted });

function logOf(records: number, every: number, key = ours.privateKey): TestLines {
  const log = new TestLines(key);
  for (let seq = 1; seq <= records; seq += 1) {
    log.write({ action: `step${seq}`, keySerial: seq % 3 === 0 ? null : `1000${seq}` });
    if (seq % every === 0) log.sign();
  }
  return log;
}

describe('the lines of a second place', () => {
  it('hold as they were written', () => {
    const log = logOf(20, 5);
    const verifier = createLineVerifier({ isSigned, noted: [log.head] });
    for (const line of log.lines) expect(verifier.take(line)).toBeNull();
    expect(verifier.finish('')).toBeNull();
    expect(verifier.counts).toEqual({ checkpoints: 4, restores: 0 });
    expect(verifier.hashes.at(-1)).toBe(log.head.root);
    expect(check('')).toBeNull();
  });

  it('hold where records are from before keys and sign-ins had columns', () => {
    const log = new TestLines(ours.privateKey)
      .write({ keySerial: null, authentication: null, detail: { keySerial: '1', aaguid: 'a' } })
      .sign();
    expect(log.lines[0]).not.toContain('authentication');
    expect(check(log.text, log.head)).toBeNull();
  });

  it.each(['', '7', 'null', '"text"', '[]', '{}', '{"kind":"checkpoint"}', '{"kind":1}', '{'])(
    'are not %s',
    (line) => {
      expect(check(`${line}\n`)).toEqual({ line: 1, problem: 'not_a_line' });
    },
  );

  it('name the first line that is wrong, and what is wrong with it', () => {
    const log = logOf(10, 5);
    const at = (line: number, text: string) => log.lines.with(line - 1, text).join('\n');
    const line = (number: number) => log.lines[number - 1] ?? '';
    expect(check(`${at(3, line(3).replace('"ok"', '"no"'))}\n`)).toEqual({
      line: 3,
      problem: 'record_changed',
    });
    expect(check(`${log.lines.toSpliced(3, 1).join('\n')}\n`)).toEqual({ line: 4, problem: 'gap' });
    expect(check(`${at(4, `${line(4)} `)}\n`)).toEqual({ line: 4, problem: 'not_a_line' });
    expect(check(`${at(6, line(6).replace(':', ': '))}\n`)).toEqual({
      line: 6,
      problem: 'not_a_line',
    });
    expect(check(`${log.lines.toSpliced(5, 1).join('\n')}\n`, log.head)).toEqual({
      line: 11,
      problem: 'checkpoint_misplaced',
    });
    expect(check(log.text.slice(0, -1))).toEqual({ line: 12, problem: 'unfinished' });
    expect(check(`${log.lines.slice(0, 6).join('\n')}\n`, log.head)).toEqual({
      line: 7,
      problem: 'cut_short',
    });
    const forged = logOf(10, 5, theirs.privateKey);
    expect(check(forged.text)).toEqual({ line: 6, problem: 'signature_wrong' });
  });

  it('may go back where somebody accepted a restore, and only then', () => {
    const log = logOf(10, 5);
    const lost = log.head;
    log.goBack(7);
    const accepted = `3:${CHAIN_START} ${headName(lost)}`;
    log.write({ action: ACCEPT_RESTORE, detail: { accepted } }).write().sign();
    const verifier = createLineVerifier({ isSigned, noted: [lost, log.head] });
    expect(log.lines.map((line) => verifier.take(line))).toEqual(log.lines.map(() => null));
    expect(verifier.finish('')).toBeNull();
    expect(verifier.counts.restores).toBe(1);
    expect(verifier.hashes).toHaveLength(9);

    const empty = logOf(3, 3);
    const all = headName(empty.head);
    empty
      .goBack(0)
      .write({ action: ACCEPT_RESTORE, detail: { accepted: all } })
      .sign();
    expect(check(empty.text)).toBeNull();

    const silent = logOf(10, 5).goBack(7).write().sign();
    expect(check(silent.text)).toEqual({ line: 13, problem: 'gap' });
    const other = logOf(10, 5).goBack(7);
    other.write({ action: ACCEPT_RESTORE, detail: { accepted: `9:${lost.root}` } });
    expect(check(other.text)).toEqual({ line: 13, problem: 'gap' });
  });

  it('may go on from an earlier checkpoint where the books went back to it, once', () => {
    const restored = (isAccepted: boolean) => {
      const log = logOf(5, 5);
      const { checkpoint } = log;
      for (let count = 0; count < 5; count += 1) log.write();
      const lost = log.sign().head;
      log.goBack(7);
      log.checkpoint = checkpoint;
      const detail = { accepted: isAccepted ? headName(lost) : '' };
      return { log: log.write({ action: ACCEPT_RESTORE, detail }).sign(), checkpoint };
    };
    const { log, checkpoint } = restored(true);
    expect(check(log.text)).toBeNull();
    expect(check(restored(false).log.text)).toEqual({ line: 13, problem: 'gap' });
    log.write();
    log.checkpoint = checkpoint;
    expect(check(log.sign().text)).toEqual({ line: 16, problem: 'checkpoint_misplaced' });
  });

  it('show every one of 10,000 changes', () => {
    const log = logOf(12, 4);
    const { text, lines, head } = log;
    const foreign = logOf(12, 4, theirs.privateKey);
    const bytes = Buffer.from(text);
    const line = fc.nat(lines.length - 1);
    const joined = (changed: readonly string[]) => changed.map((one) => `${one}\n`).join('');
    const mutations = fc.oneof(
      fc.record({
        kind: fc.constant('flip' as const),
        at: fc.nat(bytes.length - 1),
        bit: fc.nat(7),
      }),
      fc.record({
        kind: fc.constant('edit' as const),
        at: fc.nat(log.records.length - 1),
        member: fc.constantFrom('actorId', 'holderId', 'action', 'result', 'at', 'keySerial'),
        rehash: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('delete' as const), at: line }),
      fc.record({ kind: fc.constant('swap' as const), at: line, with: line }),
      fc.record({
        kind: fc.constant('insert' as const),
        at: line,
        from: line,
        foreign: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('truncate' as const), at: fc.nat(bytes.length - 1) }),
      fc.record({ kind: fc.constant('replay' as const), lines: fc.nat(lines.length - 1) }),
      fc.record({ kind: fc.constant('fork' as const), at: fc.nat(11), resign: fc.boolean() }),
      fc.record({ kind: fc.constant('append' as const), resign: fc.boolean() }),
    );
    type Mutation = typeof mutations extends fc.Arbitrary<infer One> ? One : never;

    const made = new Map<string, string>();
    const once = (name: string, make: () => string) => {
      const text = made.get(name) ?? make();
      made.set(name, text);
      return text;
    };

    /** One word of one record, perhaps with the hash that goes with it. */
    function edit(at: number, member: string, rehash: boolean): string {
      const original = log.records[at];
      if (original === undefined) throw new TypeError('there is no such record');
      const other = member === 'at' ? new Date(0).toISOString() : 'something else';
      const changed = { ...original, [member]: other };
      const line = recordLine(rehash ? { ...changed, hash: hashRecord(changed) } : changed);
      return joined(lines.with(lines.indexOf(recordLine(original)), line));
    }

    /** Whoever can compute hashes, but not sign. */
    function fork(at: number, resign: boolean): string {
      const forged = new TestLines(theirs.privateKey);
      for (const original of lines) {
        const parsed = parseAuditLine(original);
        if (parsed?.kind === 'checkpoint') {
          // What is not touched may keep its own signature.
          if (parsed.checkpoint.size <= at) forged.lines.push(original);
          else if (resign) forged.sign();
          else forged.lines.push(original);
          continue;
        }
        if (parsed === null) continue;
        const { record } = parsed;
        const content = {
          ...record,
          previousHash: forged.head.root,
          ...(record.seq > at && { actorId: 'somebody else' }),
        };
        const rewritten = { ...content, hash: hashRecord(content) };
        forged.records.push(rewritten);
        forged.lines.push(recordLine(rewritten));
      }
      return forged.text;
    }

    /** Goes on behind the end, with a checkpoint that only the right key could make. */
    function append(resign: boolean): string {
      const longer = logOf(12, 4).write();
      const said = { ...longer.head, origin: TEST_ORIGIN, at: new Date(0).toISOString() };
      const previous = resign ? CHAIN_START : 'f'.repeat(64);
      const forged = signCheckpoint({ ...said, previous }, theirs.privateKey);
      return `${longer.text}${checkpointLine(forged)}\n`;
    }

    function mutate(mutation: Mutation): string {
      switch (mutation.kind) {
        case 'flip': {
          const changed = Buffer.from(bytes);
          changed[mutation.at] = (changed[mutation.at] ?? 0) ^ (1 << mutation.bit);
          return changed.toString('utf8');
        }
        case 'edit':
          return edit(mutation.at, mutation.member, mutation.rehash);
        case 'delete':
          return joined(lines.toSpliced(mutation.at, 1));
        case 'swap': {
          const [a, b] = [lines[mutation.at] ?? '', lines[mutation.with] ?? ''];
          return joined(lines.with(mutation.at, b).with(mutation.with, a));
        }
        case 'insert': {
          const source = mutation.foreign ? foreign.lines : lines;
          return joined(lines.toSpliced(mutation.at, 0, source[mutation.from] ?? ''));
        }
        case 'truncate':
          return bytes.subarray(0, mutation.at).toString('utf8');
        case 'replay':
          return joined(lines.slice(0, mutation.lines));
        case 'fork':
          return once(`fork ${mutation.at} ${mutation.resign}`, () =>
            fork(mutation.at, mutation.resign),
          );
        case 'append':
          return once(`append ${mutation.resign}`, () => append(mutation.resign));
      }
    }

    const notedCheckpoints = log.checkpoint === null ? [] : [log.checkpoint];
    let tried = 0;
    let detected = 0;
    const kinds = new Set<string>();
    fc.assert(
      fc.property(mutations, (mutation) => {
        const changed = mutate(mutation);
        // Two lines swapped with themselves are no change.
        if (changed === text) return;
        tried += 1;
        kinds.add(mutation.kind);
        if (verifyLines(changed, { isSigned, noted: [head], notedCheckpoints }) !== null)
          detected += 1;
        else throw new Error(`not detected: ${JSON.stringify(mutation)}`);
      }),
      { numRuns: 10_400, seed: 20_270_601 },
    );
    expect(kinds.size).toBe(9);
    expect(tried).toBeGreaterThanOrEqual(10_000);
    expect(detected).toBe(tried);
  }, 60_000);
});
