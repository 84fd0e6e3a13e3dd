import { describe, expect, it } from 'vitest';
import type { AppearedMethod } from '#shared/enrolment/appearedMethod.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import { guidedView } from './guidedView.ts';

const AT = '2027-06-01T09:00:00.000Z';
const METHOD: AppearedMethod = {
  ...{ id: 'x', displayName: 'My key', aaguid: 'a', model: 'Model', createdAt: AT },
  ...{ attestationLevel: 'attested', passkeyType: 'deviceBound' },
};
const { attestationLevel: _level, passkeyType: _type, ...KEY } = METHOD;

/** A registration after these lines, which a backend that died may have left as its last. */
function stateAfter(...events: JournalEvent[]) {
  const profile = BUILT_IN_PROFILES.find(({ id }) => id === 'keep-pin');
  if (profile === undefined) throw new TypeError('there is no such profile');
  const holder = { id: 'h', displayName: 'Lee', userPrincipalName: 'lee@contoso.example' };
  const started: JournalEvent = {
    type: 'started',
    holder,
    operatorId: 'o',
    profile,
    methodsBefore: [],
    way: 'guided',
  };
  const entries = [started, ...events].map((event, index) => ({ seq: index + 1, at: AT, event }));
  const parts = { now: () => Date.parse(AT), settleMs: 60_000 };
  return guidedView(parts, { id: 'e', invitationId: null }, entries).state;
}

describe('what a page is told of a registration on Microsoft’s page', () => {
  const appeared = { type: 'methodsAppeared', methods: [METHOD] } as const;
  const recognised = (code: 'model_not_allowed' | null) =>
    ({ type: 'methodRecognised', method: METHOD, code }) as const;

  it('is the key as soon as it appeared, also before anybody has judged it', () => {
    expect(stateAfter(appeared)).toEqual({ kind: 'found', key: KEY, forbidden: null });
    const forbidden = 'model_not_allowed';
    expect(stateAfter(appeared, recognised(forbidden))).toEqual({
      ...{ kind: 'found', key: KEY, forbidden },
    });
  });

  it('is its end as soon as somebody has cancelled', () => {
    const ended = { kind: 'ended', code: 'cancelled' };
    expect(stateAfter({ type: 'cancelled' })).toEqual(ended);
    expect(stateAfter(appeared, { type: 'cancelled' })).toEqual(ended);
  });

  it('is an end without a key also where an allowed one was taken back with everything else', () => {
    const code = 'database_restored';
    expect(stateAfter(recognised(null), { type: 'rolledBack', code, left: null })).toEqual({
      ...{ kind: 'ended', code },
    });
  });
});
