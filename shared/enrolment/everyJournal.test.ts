import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../failure/codes.ts';
import { foldJournal } from './enrolmentState.ts';
import type { JournalEvent } from './journal.ts';
import { CREDENTIAL, journalOf, LATER, NOW } from './testStates.ts';

describe('a journal', () => {
  const fold = (...events: JournalEvent[]) => foldJournal(journalOf(events));

  it('begins with its start and with nothing else', () => {
    expect(() => foldJournal([])).toThrow('begins with "started"');
    expect(() => foldJournal([{ seq: 1, at: NOW, event: { type: 'finished' } }])).toThrow(
      TypeError,
    );
  });

  it('is not begun anew by a second start, and no step that failed counts as done', () => {
    const [start] = journalOf([]);
    if (start === undefined) throw new TypeError('there is no start');
    const before = fold();
    expect(fold(start.event)).toEqual({ ...before, seq: 2 });
    for (const event of [
      { type: 'stepFailed', action: 'setPin', code: 'device_removed' },
      { type: 'oldKeyRemovalStarted', methodId: 'm' },
    ] as const) {
      expect(fold(event)).toEqual({ ...before, seq: 2 });
    }
  });

  it('takes a word for a reset while none is under way, and only then', () => {
    expect(fold({ type: 'resetConfirmed' }).reset).toBe('confirmed');
    expect(fold({ type: 'resetStarted' }, { type: 'resetConfirmed' }).reset).toBe('started');
    expect(fold({ type: 'resetDone' }, { type: 'resetConfirmed' }).reset).toBe('confirmed');
  });

  it('remembers the credential that may still be on the key', () => {
    const voided = { type: 'credentialVoided', code: 'challenge_expired' } as const;
    const made = { type: 'credentialMade', ...CREDENTIAL } as const;
    expect(fold(made, voided)).toMatchObject({ orphanCredentialId: 'c', credentialsVoided: 1 });
    expect(fold(made, voided, voided)).toMatchObject({ orphanCredentialId: 'c' });
    expect(fold(made, voided, made).orphanCredentialId).toBeNull();
    expect(fold(made, voided, { type: 'credentialRemoved' }).orphanCredentialId).toBeNull();
  });

  it('remembers a POST that was put off, the colleague who carried on and the key that stays', () => {
    const retryAt = LATER;
    const off = { type: 'postNotExecuted', code: 'graph_throttled', retryAt } as const;
    expect(fold(off).post).toEqual({ kind: 'notExecuted', retryAt });
    expect(fold({ type: 'carriedOn', operatorId: 'colleague' }).operatorId).toBe('colleague');
    const kept = { type: 'oldKeyKept', methodId: 'm', code: 'graph_forbidden' } as const;
    expect(fold(kept).oldKeysKept).toEqual(['m']);
  });

  it('is to be taken back once the directory refused for good, and not for a challenge that ran out', () => {
    const posted = { type: 'postStarted', displayName: 'n' } as const;
    const refused = (code: 'graph_forbidden' | 'challenge_expired') =>
      fold(posted, { type: 'postRefused', code, graphCode: null }).undoCode;
    expect(refused('graph_forbidden')).toBe('graph_forbidden');
    expect(refused('challenge_expired')).toBeNull();
  });

  it('counts a look that found nothing only while nobody knows how the POST went', () => {
    const posted = { type: 'postStarted', displayName: 'n' } as const;
    const look = { type: 'absentSeen' } as const;
    expect(fold(look).post).toEqual({ kind: 'none' });
    expect(fold(posted, look).post).toEqual({ kind: 'unknown', absentSince: [NOW] });
    const conflict = { type: 'postRefused', code: 'graph_conflict', graphCode: null } as const;
    expect(fold(posted, look, conflict).post).toEqual({ kind: 'unknown', absentSince: [] });
  });

  it('keeps a refusal that no new challenge mends, also once the key is erased', () => {
    const refused = (code: FailureCode) =>
      fold({ type: 'postRefused', code, graphCode: null }, { type: 'resetDone' });
    expect(refused('graph_forbidden')).toMatchObject({
      ...{ undoCode: 'graph_forbidden', post: { kind: 'none' } },
    });
    expect(refused('challenge_expired').undoCode).toBeNull();
  });

  it('forgets what it removed, whichever way it knew of it, and nothing else', () => {
    const made = { type: 'credentialMade', ...CREDENTIAL } as const;
    const voided = { type: 'credentialVoided', code: 'challenge_expired' } as const;
    const found = { type: 'credentialsFound', credentialIds: ['x', 'y'] } as const;
    const gone = (credentialId: string) => ({ type: 'credentialRemoved', credentialId }) as const;
    expect(fold(made, gone('c')).credential).toBeNull();
    expect(fold(made, gone('x')).credential).toEqual(CREDENTIAL);
    expect(fold(made, voided, gone('c')).orphanCredentialId).toBeNull();
    expect(fold(made, voided, gone('x')).orphanCredentialId).toBe('c');
    expect(fold(found, gone('x')).found?.ids).toEqual(['y']);
    expect(fold(found, gone('x'), gone('y')).found).toBeNull();
  });

  it('keeps apart what was found and is in the directory by now', () => {
    const found = { type: 'credentialsFound', credentialIds: ['x', 'y'] } as const;
    const absent = { type: 'foundAbsent', credentialIds: ['y'] } as const;
    expect(fold(found, absent).found).toEqual({ ids: ['y'], absentSince: [NOW] });
    expect(fold(absent).found).toBeNull();
  });
});
