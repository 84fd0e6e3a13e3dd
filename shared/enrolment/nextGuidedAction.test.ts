import { describe, expect, it } from 'vitest';
import { type AppearedMethod, appearedSince, forbiddenBy } from './appearedMethod.ts';
import { BUILT_IN_PROFILES } from './builtInProfiles.ts';
import { foldJournal } from './enrolmentState.ts';
import { newWatch, pauseBeforeNextLook } from './guidedWatch.ts';
import type { JournalEvent } from './journal.ts';
import { nextAction } from './nextAction.ts';
import { undoReason } from './nextUndoAction.ts';
import type { EnrolmentProfile } from './profile.ts';
import { progress } from './progress.ts';
import { restingPoint } from './restingPoint.ts';

const START = '2027-06-01T09:00:00.000Z';
const SETTLE_MS = 60_000;
const minutesIn = (minutes: number) => new Date(Date.parse(START) + minutes * 60_000).toISOString();

const method = (id: string, change: Partial<AppearedMethod> = {}): AppearedMethod => ({
  id,
  displayName: 'My key',
  aaguid: 'a',
  model: 'Model',
  createdAt: minutesIn(1),
  attestationLevel: 'attested',
  passkeyType: 'deviceBound',
  ...change,
});

function profileOf(change: Partial<EnrolmentProfile>): EnrolmentProfile {
  const profile = BUILT_IN_PROFILES.find(({ id }) => id === 'keep-pin');
  if (profile === undefined) throw new TypeError('there is no such profile');
  return { ...profile, ...change };
}

/** A state after these lines, all of them written when it began. */
function stateOf(events: readonly JournalEvent[], change: Partial<EnrolmentProfile> = {}) {
  const holder = { id: 'h', displayName: 'Lee', userPrincipalName: 'lee@contoso.example' };
  const started: JournalEvent = {
    type: 'started',
    holder,
    operatorId: 'o',
    profile: profileOf(change),
    methodsBefore: ['old'],
    way: 'guided',
  };
  return foldJournal(
    [started, ...events].map((event, index) => ({ seq: index + 1, at: START, event })),
  );
}

const next = (
  events: readonly JournalEvent[],
  { minutes = 1, ...change }: Partial<EnrolmentProfile> & { minutes?: number } = {},
) =>
  nextAction(stateOf(events, change), { key: null, now: minutesIn(minutes), settleMs: SETTLE_MS });

const appeared = (...methods: AppearedMethod[]) => ({ type: 'methodsAppeared', methods }) as const;
const recognised = (code: 'model_not_allowed' | null, change: Partial<AppearedMethod> = {}) =>
  ({ type: 'methodRecognised', method: method('x', change), code }) as const;
const cancelled = { type: 'cancelled' } as const;
const kept = { type: 'forbiddenKept', methodId: 'x', code: 'removals_limited' } as const;
const undone = { type: 'registrationUndone', code: 'model_not_allowed' } as const;

describe('an enrolment on Microsoft’s page', () => {
  it('waits for its holder, then for somebody who wants another look, then for nobody', () => {
    const guide = (step: string) => ({ actor: 'person', kind: 'guide', step });
    expect(next([], { minutes: 9.9 })).toEqual(guide('register'));
    expect(next([], { minutes: 10 })).toEqual(guide('lookAgain'));
    expect(next([{ type: 'watchResumed' }], { minutes: 9 })).toEqual(guide('register'));
    const ended = { actor: 'backend', kind: 'rollBack', code: 'no_new_key', left: null };
    expect(next([], { minutes: 70 })).toEqual(ended);
    const two = appeared(method('x'), method('y'));
    expect(next([two], { minutes: 69 })).toEqual(guide('choose'));
    expect(next([two], { minutes: 70 })).toEqual(ended);
  });

  it('recognises the one that appeared, and of several the one that was chosen', () => {
    const recognise = (id: string) => ({
      ...{ actor: 'backend', kind: 'recogniseMethod', method: method(id) },
    });
    expect(next([appeared(method('x'))])).toEqual(recognise('x'));
    const two = appeared(method('x'), method('y'));
    const chose = (methodId: string) => ({ type: 'methodChosen', methodId }) as const;
    expect(next([two, chose('y')])).toEqual(recognise('y'));
    expect(next([two, chose('another')])).toMatchObject({ kind: 'guide', step: 'choose' });
  });

  it('removes what the profile forbids only where it says so, and Graph says that it is new', () => {
    const finish = { actor: 'backend', kind: 'finish' };
    const remove = { onForbidden: 'remove' } as const;
    const started = { type: 'forbiddenRemovalStarted', methodId: 'x' } as const;
    const forbidden = recognised('model_not_allowed');
    expect(next([recognised(null)], remove)).toEqual(finish);
    expect(next([forbidden])).toEqual(finish);
    const removal = {
      ...{ actor: 'backend', kind: 'removeForbidden' },
      ...{ methodId: 'x', code: 'model_not_allowed' },
    };
    expect(next([forbidden], remove)).toEqual(removal);
    // Nobody knows whether the directory did it.
    expect(next([forbidden, started], remove)).toEqual(removal);
    expect(next([forbidden, cancelled], remove)).toEqual(removal);
    expect(next([forbidden, started, kept], remove)).toEqual(finish);
    expect(next([recognised('model_not_allowed', { createdAt: null })], remove)).toEqual(finish);
  });

  it('ends with what was removed, and says that a passkey stays on the key', () => {
    expect(next([recognised('model_not_allowed'), undone])).toEqual({
      ...{ actor: 'backend', kind: 'rollBack', code: 'model_not_allowed' },
      left: 'way_cannot_remove',
    });
    expect(next([cancelled])).toEqual({
      ...{ actor: 'backend', kind: 'rollBack', code: 'cancelled', left: null },
    });
    expect(next([appeared(method('x')), cancelled])).toMatchObject({ kind: 'rollBack' });
    expect(undoReason(stateOf([cancelled]), null)).toBe('cancelled');
  });

  it('is one step, and rests with what its holder is guided to', () => {
    const step = (events: readonly JournalEvent[]) => {
      const state = stateOf(events);
      const seen = { key: null, now: minutesIn(1), settleMs: SETTLE_MS };
      return progress(state, nextAction(state, seen));
    };
    expect(step([])).toEqual([{ name: 'register', state: 'current' }]);
    expect(step([recognised(null)])).toEqual([{ name: 'register', state: 'done' }]);
    const ended = { type: 'rolledBack', code: 'no_new_key', left: null } as const;
    expect(step([ended])).toEqual([{ name: 'register', state: 'failed' }]);
    expect(restingPoint(stateOf([]), { now: minutesIn(11), settleMs: SETTLE_MS })).toEqual({
      ...{ next: { kind: 'guide', step: 'lookAgain' }, stoppedAt: 'register' },
    });
  });

  it('reads nothing of it into a journal of another way', () => {
    const { type: _, ...line } = appeared(method('x'));
    const [profile] = BUILT_IN_PROFILES;
    if (profile === undefined) throw new TypeError('there is no profile');
    const holder = { id: 'h', displayName: 'Lee', userPrincipalName: 'lee@contoso.example' };
    const state = foldJournal([
      {
        ...{ seq: 1, at: START },
        event: { type: 'started', holder, operatorId: 'o', profile, methodsBefore: [] },
      },
      { seq: 2, at: START, event: { type: 'methodsAppeared', ...line } },
    ]);
    expect(state).toMatchObject({ way: 'webhid', guided: null });
  });
});

describe('the looks at the directory', () => {
  it('come every 5 seconds, later every 10 and 20, and the last one when the time is over', () => {
    const pause = (seconds: number) =>
      pauseBeforeNextLook(newWatch(START), Date.parse(START) + seconds * 1000) / 1000;
    expect([0, 119, 120, 299, 300, 580, 590, 599].map(pause)).toEqual([
      ...[5, 5, 10, 10, 20, 20, 10, 1],
    ]);
  });

  it('take for new what was not there before and was not made before', () => {
    const made = (id: string, createdAt: string | null) => method(id, { createdAt });
    const found = appearedSince(
      [
        made('old', minutesIn(1)),
        made('late', minutesIn(-6)),
        made('x', minutesIn(-4)),
        made('y', null),
      ],
      ['old'],
      START,
    );
    expect(found.map(({ id }) => id)).toEqual(['x', 'y']);
  });
});

describe('a profile held against what Graph says of a key', () => {
  const LISTED = { allowedAaguids: ['a'], requireTrustedAttestation: false };
  const GENUINE = { allowedAaguids: [], requireTrustedAttestation: true };
  it.each([
    ['a listed model', {}, LISTED, null],
    ['any model, attested', {}, GENUINE, null],
    [
      'any model where nothing is asked',
      { attestationLevel: 'unknown' },
      { ...GENUINE, requireTrustedAttestation: false },
      null,
    ],
    ['another model', { aaguid: 'b' }, LISTED, 'model_not_allowed'],
    ['an unknown model', { aaguid: null }, LISTED, 'model_not_allowed'],
    ['a synced passkey', { passkeyType: 'synced' }, GENUINE, 'model_not_allowed'],
    [
      'one that is not attested',
      { attestationLevel: 'notAttested' },
      GENUINE,
      'attestation_untrusted',
    ],
    [
      'one of which Graph does not say',
      { attestationLevel: 'unknown' },
      GENUINE,
      'attestation_untrusted',
    ],
  ] as const)('says what it thinks of %s', (_what, change, profile, code) => {
    expect(forbiddenBy(method('x', change), profile)).toBe(code);
  });
});
