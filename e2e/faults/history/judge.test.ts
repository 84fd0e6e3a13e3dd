import { describe, expect, it } from 'vitest';
import {
  audit,
  broken,
  GOOD,
  HOLDER,
  history,
  KEY,
  spoiled,
  started,
  upTo,
} from './goodHistory.ts';
import { judgeHistory } from './judge.ts';

describe('judgeHistory', () => {
  it('has nothing against an enrolment that goes well', () => {
    expect(judgeHistory(spoiled({}), true)).toEqual({ breaks: [] });
  });

  it('I1: catches a PIN on a key that nobody put away', () => {
    expect(broken(spoiled({ sealed: [] }))).toContain('I1');
    expect(broken(spoiled({ pinOnKey: [{ ...GOOD.pinOnKey, pinHash: 'bb' }] }))).toContain('I1');
    expect(broken(spoiled({ sealed: [{ ...GOOD.sealed, keyName: 'a:other' }] }))).toContain('I1');
  });

  it('I1: catches an escrow that does not give back what was put in', () => {
    expect(broken(spoiled({ read: [] }))).toEqual(['I1']);
    expect(broken(spoiled({ read: [{ ...GOOD.read, pinHash: null }] }))).toEqual(['I1']);
    const overwritten = { ...GOOD.sealed, pinHash: 'bb' };
    expect(broken(spoiled({ registered: [GOOD.registered, overwritten] }))).toContain('I1');
  });

  it('I2: catches a live method whose credential is on no key, or on one with an unknown PIN', () => {
    expect(broken(spoiled({ onKey: [] }))).toContain('I2');
    const gone = { kind: 'credentialGone', key: KEY, credentialId: 'c1' } as const;
    expect(broken(spoiled({ proved: [gone, GOOD.proved] }))).toContain('I2');
    const foreign = { kind: 'keyPinSet', key: KEY, pinHash: 'bb', byUs: true } as const;
    expect(broken(spoiled({ onKey: [foreign, GOOD.onKey] }))).toContain('I2');
  });

  it('I3: catches the reset of a key that signs somebody in', () => {
    const reset = { kind: 'keyReset', key: KEY, byUs: true } as const;
    const announced = [{ type: 'resetStarted' } as const, reset];
    expect(broken(spoiled({ registered: [GOOD.registered, ...announced] }))).toContain('I3');
  });

  it('I4: catches a second live method', () => {
    const second = { ...GOOD.created, methodId: 'm2' };
    expect(broken(spoiled({ registered: [second, GOOD.registered] }))).toContain('I4');
  });

  it('I4: catches a second POST before the first was absent twice, a settling time apart', () => {
    const absentAt = (at: number) => [audit('look', { at }), { type: 'absentSeen' } as const];
    const again = (...looks: number[]) =>
      spoiled({ created: [...looks.flatMap(absentAt), GOOD.postStarted, GOOD.created] });
    expect(broken(again())).toEqual(['I4']);
    expect(broken(again(0))).toEqual(['I4']);
    expect(broken(again(0, 59_999))).toEqual(['I4']);
    expect(broken(again(0, 60_000))).toEqual([]);
    const refused = { type: 'postNotExecuted', code: 'graph_throttled', retryAt: '' } as const;
    expect(broken(spoiled({ created: [refused, GOOD.postStarted, GOOD.created] }))).toEqual([]);
  });

  it('I5: catches options, POST, escrow and key of somebody else', () => {
    expect(broken(spoiled({ asked: [{ ...GOOD.asked, userId: 'x' }] }))).toEqual(['I5']);
    expect(broken(spoiled({ created: [{ ...GOOD.created, userId: 'x' }] }))).toEqual(['I5']);
    expect(broken(spoiled({ sealed: [{ ...GOOD.sealed, holderId: 'x' }] }))).toEqual(['I5']);
    expect(broken(spoiled({ onKey: [{ ...GOOD.onKey, key: '2' }] }))).toContain('I5');
  });

  it('I7: catches every effect that nobody announced', () => {
    expect(broken(spoiled({ pinSetStarted: [] }))).toEqual(['I7']);
    expect(broken(spoiled({ credentialStarted: [] }))).toEqual(['I7']);
    expect(broken(spoiled({ postStarted: [] }))).toEqual(['I7']);
    expect(broken(spoiled({ postIntent: [] }))).toEqual(['I7']);
    expect(broken(spoiled({ proved: [] }))).toContain('I7');
    expect(broken(spoiled({ credentialMade: [] }))).toContain('I7');
    const reset = { kind: 'keyReset', key: KEY, byUs: true } as const;
    expect(broken(spoiled({ pinEscrowed: [reset, GOOD.pinEscrowed] }))).toEqual(['I7']);
  });

  it('I7: catches a line of the journal that is missing', () => {
    const events = spoiled({});
    const lines = events.filter(({ kind }) => kind === 'journal');
    expect(broken(events.filter((event) => event !== lines[4]))).toContain('I7');
  });

  it('I7: catches a registration that is taken back without a word in the audit log', () => {
    const deleted = { kind: 'methodDeleted', userId: HOLDER, methodId: 'm1' } as const;
    expect(broken(spoiled({ proved: [deleted, GOOD.proved] }), false)).toContain('I7');
  });

  it('I7: catches a job that writes when its lease is another one’s', () => {
    const lease = { name: 'enrolment:e1', token: 1 };
    const taken = { kind: 'leaseTaken', ...lease } as const;
    const wrote = { kind: 'jobWrote', ...lease } as const;
    const later = { ...taken, token: 2 };
    expect(broken(spoiled({ registered: [taken, wrote, GOOD.registered] }))).toEqual([]);
    expect(broken(spoiled({ registered: [taken, later, wrote, GOOD.registered] }))).toEqual(['I7']);
  });

  it('I9: catches an old method that goes before the new one is proven, and one that is none', () => {
    const old = { ...GOOD.created, methodId: 'old', credentialId: 'c0', byUs: false };
    const removal = [
      { type: 'oldKeyRemovalStarted', methodId: 'old' },
      { kind: 'methodDeleted', userId: HOLDER, methodId: 'old' },
    ] as const;
    const before = { started: [old, started(['old'])] };
    expect(broken(spoiled({ ...before, proved: [...removal, GOOD.proved] }))).toEqual(['I9']);
    expect(broken(spoiled({ ...before, finished: [...removal, GOOD.finished] }))).toEqual([]);
    expect(
      broken(spoiled({ started: [old, started()], finished: [removal[1], GOOD.finished] })),
    ).toEqual(['I9']);
    expect(broken(spoiled({ ...before, finished: [removal[1], GOOD.finished] }))).toEqual(['I7']);
  });

  it('I10: catches an enrolment that never ends, and one that goes on after its end', () => {
    expect(broken(upTo('policyApplied'))).toEqual(['I10']);
    expect(broken(upTo('policyApplied'), false)).toEqual([]);
    expect(broken(spoiled({ read: [GOOD.read, GOOD.pinSet] }))).toEqual(['I10']);
    expect(broken(spoiled({ proved: [{ kind: 'runaway' }, GOOD.proved] }))).toEqual(['I10']);
  });

  it('I10: catches an enrolment at rest that waits for nobody, or for another key', () => {
    const rests = { kind: 'restsAt', enrolmentId: 'e1', next: 'plugKey', key: KEY } as const;
    const resting = (change: Partial<typeof rests> | { next: null } | { key: null }) =>
      spoiled({ proved: [{ ...rests, ...change }, GOOD.proved] });
    expect(broken(resting({}))).toEqual([]);
    expect(broken(resting({ next: null }))).toEqual(['I10']);
    expect(broken(resting({ key: null }))).toEqual(['I10']);
  });

  it('I11: catches what stays behind on a key or in the directory', () => {
    const rolledBack = { type: 'rolledBack', code: 'cancelled' } as const;
    const deleted = { kind: 'methodDeleted', userId: HOLDER, methodId: 'm1' } as const;
    expect(broken(upTo('registered', [rolledBack]))).toEqual(['I11']);
    const forgotten = [audit('undoRegistration'), deleted, rolledBack];
    expect(broken(upTo('registered', forgotten))).toEqual(['I11']);
    const gone = { kind: 'credentialGone', key: KEY, credentialId: 'c1' } as const;
    expect(broken(upTo('registered', [...forgotten, gone]))).toEqual([]);
  });

  it('I11: leaves its credential to an old key that a new one has replaced', () => {
    const old = { ...GOOD.created, methodId: 'old', credentialId: 'c0', byUs: false };
    const before = [
      old,
      started(['old']),
      { kind: 'credentialMade', key: '2', rpId: 'rp', credentialId: 'c0' },
    ] as const;
    const removal = [
      { type: 'oldKeyRemovalStarted', methodId: 'old' },
      { kind: 'methodDeleted', userId: HOLDER, methodId: 'old' },
      GOOD.finished,
    ] as const;
    expect(broken(spoiled({ started: before, finished: removal }))).not.toContain('I11');
    const undone = [audit('undoRegistration'), removal[1], GOOD.finished];
    expect(broken(spoiled({ started: before, finished: undone }))).toContain('I11');
  });

  it('I11: leaves a credential to whoever said that the key is not to be had any more', () => {
    const cancelled = { type: 'cancelled' } as const;
    const end = [
      cancelled,
      cancelled,
      audit('undoRegistration'),
      { kind: 'methodDeleted', userId: HOLDER, methodId: 'm1' } as const,
      { type: 'rolledBack', code: 'cancelled' } as const,
    ];
    expect(broken(upTo('registered', end))).toEqual([]);
  });

  it('I11: catches a credential that was made when nobody listened any more', () => {
    const events = history([
      GOOD.started,
      GOOD.keyBound,
      GOOD.optionsIssued,
      GOOD.credentialStarted,
      GOOD.onKey,
      { type: 'cancelled' },
      { type: 'rolledBack', code: 'cancelled' },
    ]);
    expect(broken(events)).toEqual(['I11']);
  });

  it('I12: catches a sealed PIN that is tried again after the key refused it', () => {
    const refused = { kind: 'keyPinRefused', key: KEY } as const;
    expect(broken(spoiled({ asked: [refused, GOOD.asked] }))).toEqual([]);
    expect(broken(spoiled({ asked: [refused, refused, GOOD.asked] }))).toEqual(['I12']);
  });
});
