import { describe, expect, it } from 'vitest';
import type { AuditRecordView } from '#shared/api/audit.ts';
import { actionWords, actorWords, factsOf, resultOf } from './recordWords.ts';

const record: AuditRecordView = {
  ...{ seq: 7, at: '2027-06-01T09:00:00.000Z', phase: 'outcome', action: 'register', result: 'ok' },
  ...{ actorId: 'a', holderId: null, holderName: null, enrolmentId: null, keySerial: '1' },
  ...{ keyAaguid: null, approvalId: null, requestId: 'r', graphRequestId: null, hash: 'h' },
  authentication: { acrs: [], authTime: null },
  detail: { methodId: 'm', graphCode: null },
};

describe('an action that is none of ours', () => {
  it.each(['toString', '__proto__', 'constructor', 'aNewOne'])('stays %s', (action) => {
    expect(actionWords(action)).toBe(action);
  });
});

describe('a record in words', () => {
  it('says what came of it, in the words of the failure', () => {
    expect(resultOf(record)).toEqual({ tone: 'good', text: 'Done' });
    expect(resultOf({ ...record, phase: 'intent', result: null }).tone).toBe('intent');
    expect(resultOf({ ...record, result: 'user_disabled' })).toMatchObject({ tone: 'bad' });
    expect(resultOf({ ...record, result: 'user_disabled' }).text).not.toContain('_');
    expect(resultOf({ ...record, result: 'new_code' }).text).toBe('new_code');
  });

  it('has words for actions and for who did it', () => {
    expect(actionWords('register')).toBe('Register in Entra');
    expect(actionWords('somethingNew')).toBe('somethingNew');
    expect(actorWords('A', 'a')).toBe('You');
    expect(actorWords('system', 'a')).toBe('Keywright itself');
    expect(actorWords('12345678-0000', 'a')).toBe('12345678');
  });

  it('lists what it says and nothing that it does not', () => {
    expect(factsOf(record).map(([name]) => name)).toEqual([
      'Record',
      'Exact time (UTC)',
      'Who did it',
      'Serial number',
      'Request',
      'More',
      'Hash',
    ]);
    expect(factsOf(record)).toContainEqual(['More', 'methodId: m, graphCode: –']);
  });
});
