import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, hashRecord, verifyAuditChain } from './auditChain.ts';
import type { AuditRecord } from './auditRecord.ts';
import { canonicalJson } from './canonicalJson.ts';

function chain(length: number): AuditRecord[] {
  const records: AuditRecord[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const content = {
      ...{ keySerial: '1', keyAaguid: null, approvalId: null, graphRequestId: null },
      authentication: null,
      seq,
      at: new Date(seq * 1000).toISOString(),
      phase: seq % 2 === 1 ? ('intent' as const) : ('outcome' as const),
      action: 'register',
      result: seq % 2 === 1 ? null : 'ok',
      actorId: 'operator',
      holderId: `holder-${seq % 3}`,
      enrolmentId: null,
      requestId: `request-${seq}`,
      detail: { seq, keySerial: '12345678' },
      previousHash: records.at(-1)?.hash ?? CHAIN_START,
    };
    records.push({ ...content, hash: hashRecord(content) });
  }
  return records;
}

describe('verifyAuditChain', () => {
  it('finds nothing wrong with a log as it was written', () => {
    const log = chain(20);
    expect(verifyAuditChain(log, log.at(-1))).toBeNull();
    expect(verifyAuditChain([])).toBeNull();
  });

  it('finds every edit, removal, exchange and cut', () => {
    const log = chain(30);
    const head = log.at(-1);
    const edits = fc.oneof(
      fc.record({
        kind: fc.constant('edit' as const),
        at: fc.nat(29),
        member: fc.constantFrom('action', 'actorId', 'holderId', 'result', 'at', 'requestId'),
      }),
      fc.record({ kind: fc.constant('remove' as const), at: fc.nat(29) }),
      fc.record({ kind: fc.constant('swap' as const), at: fc.nat(28) }),
      fc.record({ kind: fc.constant('cut' as const), at: fc.nat(29) }),
      fc.record({ kind: fc.constant('rewrite' as const), at: fc.nat(29) }),
    );
    fc.assert(
      fc.property(edits, (edit) => {
        const changed = [...log];
        const [record, next] = changed.slice(edit.at);
        if (record === undefined) return;
        if (edit.kind === 'edit') changed[edit.at] = { ...record, [edit.member]: 'forged' };
        if (edit.kind === 'remove') changed.splice(edit.at, 1);
        if (edit.kind === 'cut') changed.length = edit.at;
        if (edit.kind === 'swap' && next !== undefined) changed.splice(edit.at, 2, next, record);
        if (edit.kind === 'rewrite') {
          // Whoever can recompute the hashes is caught by the head that was noted elsewhere.
          let previousHash = record.previousHash;
          for (let index = edit.at; index < changed.length; index += 1) {
            const old = changed[index];
            if (old === undefined) continue;
            const forged = { ...old, actorId: 'somebody else', previousHash };
            previousHash = hashRecord(forged);
            changed[index] = { ...forged, hash: previousHash };
          }
        }
        expect(verifyAuditChain(changed, head)).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of members', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
    expect(canonicalJson({ a: true, b: [1, { c: 'x', d: null }] })).toBe(
      canonicalJson({ b: [1, { d: null, c: 'x' }], a: true }),
    );
  });
});
