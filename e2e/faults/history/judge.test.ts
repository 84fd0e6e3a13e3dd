import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { HistoryEvent } from './historyEvent.ts';
import { judgeHistory } from './judge.ts';

const HOLDER = 'holder';
const KEY = '30000001';
const PIN = 'aa'.repeat(16);
const [SEALED] = BUILT_IN_PROFILES;

type Step = HistoryEvent | JournalEvent;

/** A history out of events and journal lines, which get their numbers here. */
function history(steps: readonly Step[]): HistoryEvent[] {
  let seq = 0;
  return steps.map((step) => {
    if ('kind' in step) return step;
    seq += 1;
    return { kind: 'journal', enrolmentId: 'e1', seq, event: step };
  });
}

const audit = (action: string): HistoryEvent => ({
  kind: 'audit',
  enrolmentId: 'e1',
  phase: 'intent',
  action,
});

function started(methodsBefore: readonly string[] = []): JournalEvent {
  if (SEALED === undefined) throw new TypeError('no profile');
  const holder = { id: HOLDER, userPrincipalName: 'h@contoso.example', displayName: 'H' };
  return { type: 'started', holder, operatorId: 'operator', profile: SEALED, methodsBefore };
}

const observed = {
  identity: { serial: KEY, aaguid: 'a', fingerprint: 'f' },
} as unknown as Extract<JournalEvent, { type: 'keyBound' }>['key'];

const CREATED = {
  kind: 'methodCreated',
  userId: HOLDER,
  methodId: 'm1',
  credentialId: 'c1',
  byUs: true,
} as const satisfies HistoryEvent;

/** An enrolment that goes well, step by step, for tests to spoil. */
const GOOD = {
  started: started(),
  keyBound: { type: 'keyBound', key: observed },
  pinEscrowed: { type: 'pinEscrowed', escrowId: 'x' },
  sealed: {
    kind: 'escrowSealed',
    enrolmentId: 'e1',
    holderId: HOLDER,
    keyName: `a:${KEY}`,
    pinHash: PIN,
  },
  pinSetStarted: { type: 'pinSetStarted' },
  pinOnKey: { kind: 'keyPinSet', key: KEY, pinHash: PIN, byUs: true },
  pinSet: { type: 'pinSet' },
  asked: { kind: 'optionsAsked', userId: HOLDER },
  optionsIssued: { type: 'optionsIssued', options: '', clientDataJson: '', expiresAt: '' },
  credentialStarted: { type: 'credentialStarted' },
  onKey: { kind: 'credentialMade', key: KEY, rpId: 'rp', credentialId: 'c1' },
  credentialMade: {
    type: 'credentialMade',
    credentialId: 'c1',
    attestationObject: '',
    publicKey: '',
    aaguid: 'a',
  },
  postStarted: { type: 'postStarted', displayName: 'Key' },
  postIntent: audit('register'),
  created: CREATED,
  registered: { type: 'registered', methodId: 'm1', model: null },
  proved: { type: 'proved' },
  forced: { kind: 'keyPolicy', key: KEY, forcePinChange: true, minPinLength: 6 },
  policyApplied: { type: 'policyApplied', key: observed, skipped: [] },
  finished: { type: 'finished' },
  released: { kind: 'escrowReleased', enrolmentId: 'e1' },
  revealed: { kind: 'pinRevealed', enrolmentId: 'e1', toId: HOLDER, pinHash: PIN },
  read: { kind: 'escrowRead', enrolmentId: 'e1', pinHash: PIN },
} as const satisfies Record<string, Step>;

type StepName = keyof typeof GOOD;

/** The good history with steps left out, replaced, or followed by others. */
function spoiled(change: Partial<Record<StepName, readonly Step[]>>): HistoryEvent[] {
  const names = Object.keys(GOOD) as StepName[];
  return history(names.flatMap((name) => change[name] ?? [GOOD[name]]));
}

function broken(events: readonly HistoryEvent[], isAtRest = true): string[] {
  return [...new Set(judgeHistory(events, isAtRest).breaks.map(({ invariant }) => invariant))];
}

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
    const second = { ...CREATED, methodId: 'm2' };
    expect(broken(spoiled({ registered: [second, GOOD.registered] }))).toContain('I4');
  });

  it('I5: catches options, POST, escrow and key of somebody else', () => {
    expect(broken(spoiled({ asked: [{ ...GOOD.asked, userId: 'x' }] }))).toEqual(['I5']);
    expect(broken(spoiled({ created: [{ ...CREATED, userId: 'x' }] }))).toEqual(['I5']);
    expect(broken(spoiled({ sealed: [{ ...GOOD.sealed, holderId: 'x' }] }))).toEqual(['I5']);
    expect(broken(spoiled({ onKey: [{ ...GOOD.onKey, key: '2' }] }))).toContain('I5');
  });

  it('I6: catches a PIN that is shown twice, to somebody else, or that is another key’s', () => {
    expect(broken(spoiled({ read: [GOOD.revealed, GOOD.read] }))).toEqual(['I6']);
    expect(broken(spoiled({ revealed: [{ ...GOOD.revealed, toId: 'x' }] }))).toEqual(['I6']);
    expect(broken(spoiled({ revealed: [{ ...GOOD.revealed, pinHash: 'b' }] }))).toEqual(['I6']);
    expect(broken(spoiled({ read: [{ ...GOOD.revealed, enrolmentId: 'e9' }, GOOD.read] }))).toEqual(
      ['I6'],
    );
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

  it('I8: catches a PIN that can be had before its change is forced', () => {
    expect(broken(spoiled({ forced: [] }))).toEqual(['I8']);
    expect(broken(spoiled({ policyApplied: [] }))).toEqual(['I8']);
    expect(broken(spoiled({ proved: [GOOD.proved, GOOD.revealed], revealed: [] }))).toContain('I8');
    const skipped = { ...GOOD.policyApplied, skipped: ['forcePinChange'] };
    expect(broken(spoiled({ forced: [], policyApplied: [skipped] }))).toEqual([]);
  });

  it('I9: catches an old method that goes before the new one is proven, and one that is none', () => {
    const old = { ...CREATED, methodId: 'old', credentialId: 'c0', byUs: false };
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

  it('I7: catches a registration that is taken back without a word in the audit log', () => {
    const deleted = { kind: 'methodDeleted', userId: HOLDER, methodId: 'm1' } as const;
    expect(broken(spoiled({ proved: [deleted, GOOD.proved] }), false)).toContain('I7');
  });

  it('I10: catches an enrolment that never ends, and one that goes on after its end', () => {
    const open = { finished: [], released: [], revealed: [] };
    expect(broken(spoiled(open))).toEqual(['I10']);
    expect(broken(spoiled(open), false)).toEqual([]);
    expect(broken(spoiled({ read: [GOOD.read, GOOD.pinSet] }))).toEqual(['I10']);
    expect(broken(spoiled({ proved: [{ kind: 'runaway' }, GOOD.proved] }))).toEqual(['I10']);
  });

  it('I11: catches what stays behind on a key or in the directory', () => {
    const rolledBack = { type: 'rolledBack', code: 'cancelled' } as const;
    const deleted = { kind: 'methodDeleted', userId: HOLDER, methodId: 'm1' } as const;
    const undone = { released: [], revealed: [], proved: [], forced: [], policyApplied: [] };
    expect(broken(spoiled({ ...undone, finished: [rolledBack] }))).toEqual(['I11']);
    const forgotten = [audit('undoRegistration'), deleted, rolledBack];
    expect(broken(spoiled({ ...undone, finished: forgotten }))).toEqual(['I11']);
    const gone = { kind: 'credentialGone', key: KEY, credentialId: 'c1' } as const;
    expect(broken(spoiled({ ...undone, finished: [...forgotten, gone] }))).toEqual([]);
  });

  it('I11: leaves its credential to an old key that a new one has replaced', () => {
    const old = { ...CREATED, methodId: 'old', credentialId: 'c0', byUs: false };
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
    const undone = { released: [], revealed: [], proved: [], forced: [], policyApplied: [] };
    expect(broken(spoiled({ ...undone, finished: end }))).toEqual([]);
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
