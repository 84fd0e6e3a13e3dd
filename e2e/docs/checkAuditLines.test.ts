import { describe, expect, it } from 'vitest';
import { CHAIN_START, hashRecord } from '#bff/audit/auditChain.ts';
import { checkAuditLines } from './checkAuditLines.ts';

function chain(length: number, actorId = 'a'): string[] {
  let previousHash = CHAIN_START;
  return Array.from({ length }, (_, index) => {
    const content = {
      seq: index + 1,
      at: '2026-01-01T00:00:00.000Z',
      phase: 'outcome' as const,
      action: 'register',
      result: 'ok',
      actorId,
      holderId: null,
      enrolmentId: null,
      requestId: null,
      detail: {},
      previousHash,
    };
    previousHash = hashRecord(content);
    return JSON.stringify({ ...content, hash: previousHash });
  });
}

describe('the check of an audit file', () => {
  it('names the number of records and the head', () => {
    const lines = chain(3);
    const { hash } = JSON.parse(lines[2] ?? '');
    expect(checkAuditLines(`${lines.join('\n')}\n`)).toEqual({
      words: `3 records, 0 replaced, head ${hash}`,
      isWhole: true,
    });
  });

  it('lets a later line replace one whose transaction failed', () => {
    const [first = '', second = ''] = chain(2);
    const lost = chain(1, 'somebody else')[0] ?? '';
    expect(checkAuditLines([lost, first, second].join('\n'))).toMatchObject({ isWhole: true });
  });

  it('names the record that was changed, and one that is missing', () => {
    const lines = chain(3);
    const changed = lines.with(1, (lines[1] ?? '').replace('"ok"', '"internal"'));
    expect(checkAuditLines(changed.join('\n')).words).toBe('record 2: record_changed');
    expect(checkAuditLines([lines[0], lines[2]].join('\n')).words).toBe('record 2: gap');
  });
});
