import { describe, expect, it } from 'vitest';
import type { EnrolmentState } from './enrolmentState.ts';
import type { KeyObservation } from './observation.ts';
import {
  CREDENTIAL,
  IDENTITY,
  KEY,
  next,
  OPTIONS,
  OTHER_KEY,
  profileOf,
  rollBack,
  stateOf,
  withPin,
} from './testStates.ts';

describe('an enrolment in every state, also those that take several accidents', () => {
  it('asks for a replug where a proof or the policy needs one', () => {
    const registered = { methodId: 'm', credential: CREDENTIAL, options: OPTIONS };
    const stuck = { key: { ...KEY, needsPowerCycle: true } };
    const replug = { actor: 'person', kind: 'replugKey' };
    expect(next(stateOf(registered), stuck)).toEqual(replug);
    expect(next(stateOf({ ...registered, proved: true }), stuck)).toEqual(replug);
    expect(next(stateOf({ pin: 'set' }), stuck)).toEqual(replug);
  });

  it('gives up a key that lost the PIN that was to be kept', () => {
    const profile = withPin({ source: 'existing' }, { reset: 'never' });
    const emptied = { key: { ...KEY, hasPin: false } };
    expect(next(stateOf({}, profile), emptied)).toEqual(rollBack('pin_not_set'));
  });

  it('sets a PIN that its holder types without an escrow', () => {
    const typed = stateOf({}, withPin({ source: 'typedByHolder' }));
    const bare = { key: { ...KEY, hasPin: false } };
    expect(next(typed, bare).kind).toBe('startPin');
    expect(next({ ...typed, pin: 'started' }, bare).kind).toBe('setPin');
    expect(next(stateOf(), bare).kind).toBe('escrowPin');
  });

  it.each([
    ['nobody knows its PIN', {}, {}, 'key_pin_unknown'],
    ['its PIN was refused', { pin: 'rejected' }, {}, 'key_pin_unknown'],
    ['it wants another PIN first', { pin: 'set' }, { forcePinChange: true }, 'pin_change_required'],
    ['its PIN is blocked', { pin: 'set' }, { pinRetries: 0 }, 'pin_blocked'],
    [
      'our PIN may not be on it and tries are few',
      { pin: 'started' },
      { pinRetries: 3 },
      'key_pin_unknown',
    ],
  ] as const)(
    'asks before it erases where %s, and never erases where the profile says so',
    (_why, change, seen, code) => {
      const key = { ...KEY, ...seen };
      expect(next(stateOf(change), { key })).toEqual({
        actor: 'person',
        kind: 'confirmReset',
        code,
      });
      const kept = stateOf(change, profileOf({ reset: 'never' }));
      expect(next(kept, { key })).toEqual(rollBack(code));
      expect(next({ ...kept, unheardTries: 1 }, { key })).toEqual(rollBack(code, code));
    },
  );

  it.each([
    ['tries that it does not tell', null],
    ['all its tries', 8],
  ])('tries our PIN once where it may be on a key with %s', (_what, pinRetries) => {
    const state = stateOf({ pin: 'started', options: OPTIONS });
    expect(next(state, { key: { ...KEY, pinRetries } }).kind).toBe('makeCredential');
  });

  it('erases by a profile that always does, at once where nothing can be lost', () => {
    const always = profileOf({ reset: 'always' });
    const bare = { ...KEY, hasPin: false };
    expect(next(stateOf({}, always), { key: bare }).kind).toBe('startReset');
    expect(next(stateOf({}, always))).toMatchObject({ kind: 'confirmReset', code: null });
    expect(next(stateOf({ reset: 'confirmed' }, always)).kind).toBe('startReset');
    expect(next(stateOf({ reset: 'started' }, always)).kind).toBe('resetKey');
    expect(next(stateOf({ reset: 'started' }, always), { key: bare }).kind).toBe('recordReset');
    const unbound = { reset: 'started', key: bare } as const;
    expect(next(stateOf(unbound, always), { key: bare }).kind).toBe('resetKey');
    expect(next(stateOf({ ...unbound, pin: 'started' }, always), { key: bare }).kind).toBe(
      'recordReset',
    );
    expect(next(stateOf({ reset: 'done' }, always), { key: bare }).kind).toBe('escrowPin');
    const never = profileOf({ reset: 'never' });
    expect(next(stateOf({ reset: 'started' }, never))).toEqual(rollBack('key_pin_unknown'));
  });

  it('is taken back for a reason, in this order, and goes on without one', () => {
    const registered = {
      pin: 'set',
      credential: CREDENTIAL,
      options: OPTIONS,
      methodId: 'm',
    } as const;
    const undone = (change: Partial<EnrolmentState>, key: KeyObservation | null = KEY) => {
      const action = next(stateOf({ ...registered, ...change }), { key });
      return action.kind === 'undoRegistration' ? action.code : null;
    };
    expect(undone({ undoCode: 'graph_forbidden' })).toBe('graph_forbidden');
    expect(undone({ policyApplied: true, proved: true, cancelled: true })).toBeNull();
    expect(undone({ pin: 'rejected' })).toBe('key_pin_unknown');
    expect(undone({ proved: true, cancelled: true })).toBe('cancelled');
    expect(undone({ proved: true })).toBeNull();
    expect(undone({ proofFailures: 2 })).toBe('proof_failed');
    expect(undone({ credentialsVoided: 3 })).toBe('challenge_expired');
    expect(undone({}, { ...KEY, holds: ['x'] })).toBe('proof_failed');
    expect(undone({ cancelled: true })).toBe('cancelled');
    // What does not say that the credential is gone says nothing.
    const nameless = { ...KEY, identity: { ...IDENTITY, serial: null }, holds: [] };
    for (const key of [
      null,
      KEY,
      { ...KEY, holds: ['c'] },
      { ...OTHER_KEY, holds: [] },
      nameless,
    ]) {
      expect(undone({}, key)).toBeNull();
    }
    expect(undone({ credential: null }, { ...KEY, holds: [] })).toBeNull();
  });

  it('leaves old keys to whoever cancelled, and what the directory keeps', () => {
    const profile = profileOf({ oldKeys: 'removeAfterProof' });
    const late = {
      methodId: 'm',
      proved: true,
      policyApplied: true,
      methodsBefore: ['1', '2', '3'],
    };
    expect(next(stateOf(late, profile))).toMatchObject({ kind: 'removeOldKey', methodId: '1' });
    const some = { ...late, oldKeysRemoved: ['1'], oldKeysKept: ['2'] };
    expect(next(stateOf(some, profile))).toMatchObject({ kind: 'removeOldKey', methodId: '3' });
    expect(next(stateOf({ ...some, cancelled: true }, profile)).kind).toBe('finish');
    expect(next(stateOf({ ...some, oldKeysKept: ['2', '3'] }, profile)).kind).toBe('finish');
    expect(next(stateOf(late)).kind).toBe('finish');
  });
});
