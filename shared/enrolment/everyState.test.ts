import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../failure/codes.ts';
import { BUILT_IN_PROFILES } from './builtInProfiles.ts';
import { type EnrolmentState, foldJournal } from './enrolmentState.ts';
import type { JournalEvent } from './journal.ts';
import { type Circumstances, nextAction } from './nextAction.ts';
import type { KeyObservation } from './observation.ts';
import type { EnrolmentProfile, PinPolicy } from './profile.ts';

const NOW = '2027-06-01T09:00:00.000Z';
const LATER = '2027-06-01T09:05:00.000Z';
const SETTLE_MS = 60_000;
const IDENTITY = { aaguid: 'a', serial: '12345678', fingerprint: 'f' };
const CREDENTIAL = { credentialId: 'c', attestationObject: 'o', publicKey: 'p', aaguid: 'a' };
const OPTIONS = { options: '{}', clientDataJson: 'd', expiresAt: LATER };

const profileOf = (change: Partial<EnrolmentProfile> = {}): EnrolmentProfile => {
  const [profile] = BUILT_IN_PROFILES;
  if (profile === undefined) throw new TypeError('there is no profile');
  return { ...profile, ...change };
};

const KEY: KeyObservation = {
  identity: IDENTITY,
  productName: 'YubiKey 5 NFC',
  firmwareVersion: null,
  abilities: {
    fido2: true,
    discoverableCredentials: true,
    es256: true,
    clientPin: true,
    credentialManagement: true,
    setMinPinLength: true,
    alwaysUvConfigurable: true,
    enterpriseAttestation: false,
  },
  hasPin: true,
  pinRetries: 8,
  needsPowerCycle: false,
  forcePinChange: false,
  minPinLength: 4,
  alwaysUv: false,
  enterpriseAttestation: false,
  remainingCredentials: 25,
  holds: null,
};
const WITHOUT_MANAGEMENT = {
  ...KEY,
  abilities: { ...KEY.abilities, credentialManagement: false },
};
const OTHER_KEY = { ...KEY, identity: { ...IDENTITY, serial: '87654321' } };

function journalOf(events: readonly JournalEvent[], profile = profileOf()) {
  const holder = { id: 'h', displayName: 'Lee', userPrincipalName: 'lee@contoso.example' };
  const started = { type: 'started', holder, operatorId: 'o', profile, methodsBefore: [] } as const;
  return [started, ...events].map((event, index) => ({ seq: index + 1, at: NOW, event }));
}

const stateOf = (change: Partial<EnrolmentState> = {}, profile?: EnrolmentProfile) => ({
  ...foldJournal(journalOf([], profile)),
  key: KEY,
  ...change,
});

const next = (state: EnrolmentState, seen: Partial<Circumstances> = {}) =>
  nextAction(state, { key: KEY, now: NOW, settleMs: SETTLE_MS, ...seen });
const rollBack = (code: string, left: string | null = null) => ({
  actor: 'backend',
  kind: 'rollBack',
  code,
  left,
});
const withPin = (pin: PinPolicy, change: Partial<EnrolmentProfile> = {}) =>
  profileOf({ pin, ...change });

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

  describe('with a passkey that Entra may or may not know', () => {
    const made = (change: Partial<EnrolmentState> = {}) =>
      stateOf({ pin: 'set', credential: CREDENTIAL, options: OPTIONS, ...change });
    const looks = (...absentSince: string[]) =>
      ({ post: { kind: 'unknown', absentSince } }) as const;
    const expired = { now: '2027-06-01T09:06:00.000Z' };
    const voided = (code: string) => ({ actor: 'backend', kind: 'voidCredential', code });

    it('waits as long as Graph says, then posts, or voids what came too late', () => {
      const post = { kind: 'notExecuted', retryAt: '2027-06-01T09:01:00.000Z' } as const;
      expect(next(made({ post }))).toEqual({
        actor: 'person',
        kind: 'waitForTenant',
        until: post.retryAt,
      });
      expect(next(made({ post }), { now: '2027-06-01T09:02:00.000Z' }).kind).toBe('register');
      expect(next(made({ post }), expired)).toEqual(voided('challenge_expired'));
      expect(next(made())).toMatchObject({ kind: 'register' });
      expect(next(made({ options: null }))).toEqual(voided('challenge_expired'));
      const refused = { kind: 'refused', code: 'challenge_expired' } as const;
      expect(next(made({ post: refused }))).toEqual(voided('challenge_expired'));
    });

    it('looks twice, a settling time apart, before it posts again', () => {
      const second = '2027-06-01T09:01:00.000Z';
      expect(next(made(looks())).kind).toBe('lookForRegistration');
      expect(next(made(looks(NOW)))).toMatchObject({ kind: 'waitForTenant', until: second });
      expect(next(made(looks(NOW)), { now: second }).kind).toBe('lookForRegistration');
      expect(next(made(looks(NOW, second)), { now: second }).kind).toBe('register');
      expect(next(made(looks(NOW, second)), expired)).toEqual(voided('challenge_expired'));
      const often = made({ ...looks(NOW, second), postAttempts: 5 });
      expect(next(often, { now: second })).toEqual(voided('graph_unavailable'));
    });

    it('is taken back outside in, and looks first', () => {
      const second = '2027-06-01T09:01:00.000Z';
      const gone = { cancelled: true } as const;
      expect(next(made({ ...gone, ...looks() })).kind).toBe('lookForRegistration');
      expect(next(made({ ...gone, ...looks(NOW) })).kind).toBe('waitForTenant');
      expect(next(made({ ...gone, ...looks(NOW, second) }), { now: second }).kind).toBe(
        'removeCredential',
      );
      expect(next(made({ ...gone, methodId: 'm' }))).toMatchObject({
        kind: 'undoRegistration',
        methodId: 'm',
      });
      expect(next(made(gone))).toEqual({
        actor: 'page',
        kind: 'removeCredential',
        credentialId: 'c',
      });
      expect(next(made(gone), { key: null })).toMatchObject({ kind: 'readKey', probe: ['c'] });
      expect(next(made(gone), { key: OTHER_KEY }).kind).toBe('wrongKey');
      expect(next(made(gone), { key: { ...KEY, needsPowerCycle: true } }).kind).toBe('replugKey');
    });

    it.each([
      ['has no PIN any more', { hasPin: false }],
      ['says that it is not on it', { holds: [] }],
    ])('is only struck from the books where the key %s', (_what, seen) => {
      expect(next(made({ cancelled: true }), { key: { ...KEY, ...seen } })).toEqual(
        rollBack('cancelled'),
      );
    });

    const mute = { ...KEY, abilities: { ...KEY.abilities, credentialManagement: false } };

    it.each<[string, Partial<EnrolmentState>, Partial<KeyObservation>, FailureCode]>([
      ['deletes nothing', { key: mute }, {}, 'command_unsupported'],
      ['refused its PIN', { pin: 'rejected' }, {}, 'key_pin_unknown'],
      ['wants another PIN first', {}, { forcePinChange: true }, 'pin_change_required'],
      ['has its PIN blocked', {}, { pinRetries: 0 }, 'pin_blocked'],
    ])(
      'goes with everything else where the key %s, if it may be erased',
      (_, change, seen, code) => {
        const key = { ...KEY, ...seen };
        const gone = made({ cancelled: true, ...change });
        expect(next(gone, { key })).toEqual({ actor: 'person', kind: 'confirmReset', code });
        expect(next({ ...gone, reset: 'confirmed' }, { key }).kind).toBe('startReset');
        expect(next({ ...gone, reset: 'started' }, { key }).kind).toBe('resetKey');
        const kept = { ...gone, profile: profileOf({ reset: 'never' }) };
        expect(next(kept, { key })).toEqual(rollBack('cancelled', code));
        if (change.pin === undefined) {
          const typed = { ...gone, profile: withPin({ source: 'typedByHolder' }) };
          expect(next(typed, { key })).toEqual(rollBack('cancelled', code));
        }
      },
    );

    it('is only struck from the books where there is no key, or no more than a word that it is lost', () => {
      const end = (change: Partial<EnrolmentState>) => next(made({ cancelled: true, ...change }));
      expect(end({ key: null })).toEqual(rollBack('cancelled'));
      expect(end({ credential: null })).toEqual(rollBack('cancelled'));
      expect(end({ keyGivenUp: true })).toEqual(rollBack('cancelled', 'cancelled'));
      const orphan = made({ cancelled: true, credential: null, orphanCredentialId: 'x' });
      expect(next(orphan)).toMatchObject({ kind: 'removeCredential', credentialId: 'x' });
    });

    it.each([
      ['cannot delete', { key: WITHOUT_MANAGEMENT }, {}, 'command_unsupported'],
      ['wants its PIN changed first', {}, { forcePinChange: true }, 'pin_change_required'],
      ['has a PIN that is blocked', {}, { pinRetries: 0 }, 'pin_blocked'],
    ] as const)(
      'is erased with its key after a word where that %s, else left with the reason',
      (_what, change, seen, code) => {
        const key = { ...KEY, ...seen };
        const cancelled = made({ cancelled: true, ...change });
        const asks = { actor: 'person', kind: 'confirmReset', code };
        expect(next(cancelled, { key })).toEqual(asks);
        const { profile } = stateOf({}, profileOf({ reset: 'never' }));
        expect(next({ ...cancelled, profile }, { key })).toEqual(rollBack('cancelled', code));
      },
    );
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
