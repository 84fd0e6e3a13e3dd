import { describe, expect, it } from 'vitest';
import type { Enrolment } from '#shared/api/enrolments.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import { runView } from './runView.ts';

const [profile] = BUILT_IN_PROFILES;

function run(action: Enrolment['action'], changes: Partial<EnrolmentRun> = {}): EnrolmentRun {
  if (profile === undefined) throw new Error('there is no built-in profile');
  return {
    enrolment: {
      id: '00000000-0000-4000-8000-000000000001',
      seq: 3,
      startedAt: '2026-01-05T09:00:00Z',
      updatedAt: '2026-01-05T09:00:00Z',
      operatorId: '00000000-0000-4000-8000-000000000002',
      way: 'webhid',
      holder: { id: 'h', displayName: 'Lee Gu', userPrincipalName: 'lee.gu@contoso.example' },
      profile: { ...profile, minPinLengthRpIds: [], allowedAaguids: [] },
      key: null,
      steps: [],
      action,
      pinDelivery: 'holderReveals',
      displayName: null,
      methodId: null,
      lastFailure: null,
      takingBack: null,
      policySkipped: [],
    },
    phase: 'running',
    need: null,
    pin: null,
    resetReason: null,
    failure: null,
    keyId: 'k',
    requests: { key: 0, backend: 0 },
    ...changes,
  };
}

const setPin: Enrolment['action'] = { kind: 'setPin', sealed: null };

describe('what a tile says of its enrolment', () => {
  it('names the work while nobody is waited for', () => {
    expect(runView(run(setPin))).toMatchObject({ word: 'Setting PIN', tone: 'work' });
    expect(runView(run({ kind: 'resetKey' })).word).toBe('Erasing');
  });

  it('calls for the person before it names the work', () => {
    expect(runView(run(setPin, { need: 'touch' }))).toMatchObject({
      word: 'Touch the key',
      icon: 'touch',
      tone: 'call',
    });
  });

  it('asks for a longer touch when the key is erased', () => {
    const { hint } = runView(run({ kind: 'resetKey' }, { need: 'touch' }));
    expect(hint).toContain('erase');
  });

  it('says to unplug a done key only while it is plugged in', () => {
    const done: Enrolment['action'] = { kind: 'done' };
    expect(runView(run(done, { phase: 'done' })).word).toBe('Done, unplug');
    expect(runView(run(done, { phase: 'done', keyId: null })).word).toBe('Done');
  });

  it('keeps a cancelled enrolment apart from one that failed', () => {
    const ended = (code: 'cancelled' | 'graph_forbidden') =>
      runView(run({ kind: 'rolledBack', code, left: null }, { phase: 'rolledBack' }));
    expect(ended('cancelled')).toMatchObject({
      word: 'Cancelled',
      tone: 'quiet',
      failure: null,
    });
    expect(ended('graph_forbidden')).toMatchObject({
      word: 'Stopped',
      tone: 'bad',
      failure: 'graph_forbidden',
    });
  });

  it('says that a passkey may have been left on the key, and why', () => {
    for (const code of ['cancelled', 'graph_forbidden'] as const) {
      const action = { kind: 'rolledBack', code, left: 'command_unsupported' } as const;
      const { hint } = runView(run(action, { phase: 'rolledBack' }));
      expect(hint).toContain('A passkey may still be on the key');
      expect(hint).toContain('cannot remove a single passkey');
    }
  });

  it('says what erasing is for when everything is taken back', () => {
    const asked = run(
      { kind: 'confirmReset', code: 'pin_change_required' },
      { need: 'confirmReset' },
    );
    expect(runView(asked).hint).toContain('before it can be enrolled');
    const enrolment = { ...asked.enrolment, takingBack: 'cancelled' } as const;
    expect(runView({ ...asked, enrolment }).hint).toContain('opens nothing');
  });

  it('shows why it stands still', () => {
    const stopped = run(setPin, {
      need: 'tryAgain',
      failure: { code: 'touch_timeout', pinRetries: null },
    });
    expect(runView(stopped)).toMatchObject({ word: 'Stopped', failure: 'touch_timeout' });
  });
});
