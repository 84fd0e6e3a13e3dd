import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../failure/codes.ts';
import type { EnrolmentState } from './enrolmentState.ts';
import type { KeyObservation } from './observation.ts';
import {
  CREDENTIAL,
  KEY,
  NOW,
  next,
  OPTIONS,
  OTHER_KEY,
  profileOf,
  rollBack,
  stateOf,
  WITHOUT_MANAGEMENT,
  withPin,
} from './testStates.ts';

describe('an enrolment with a passkey that Entra may or may not know', () => {
  const made = (change: Partial<EnrolmentState> = {}) =>
    stateOf({ pin: 'set', credential: CREDENTIAL, options: OPTIONS, ...change });
  const looks = (...absentSince: string[]) => ({ post: { kind: 'unknown', absentSince } }) as const;
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
  ])('goes with everything else where the key %s, if it may be erased', (_, change, seen, code) => {
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
  });

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
