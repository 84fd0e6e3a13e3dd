import { describe, expect, it } from 'vitest';
import type { UnfinishedEnrolment } from '#shared/api/unfinished.ts';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { unfinishedView } from './unfinishedView.ts';

const identity = {
  serial: '12345678',
  aaguid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
  fingerprint: 'ab'.repeat(32),
};
const left: UnfinishedEnrolment = {
  id: '3f0e7d6c-0000-4000-8000-000000000001',
  holder: {
    id: '3f0e7d6c-0000-4000-8000-000000000002',
    displayName: 'Lee Gu',
    userPrincipalName: 'lee.gu@contoso.example',
  },
  operator: { id: '3f0e7d6c-0000-4000-8000-000000000003', displayName: 'Omar Haddad' },
  key: { identity, productName: 'YubiKey 5 NFC' },
  startedAt: '2026-01-01T00:00:00.000Z',
  since: '2026-01-01T00:05:00.000Z',
  stoppedAt: 'credential',
  lastFailure: null,
  takingBack: null,
  next: { kind: 'plugKey', key: identity },
};

describe('an unfinished enrolment in words', () => {
  it('names the key, what happened and the one thing to do', () => {
    expect(unfinishedView(left)).toEqual({
      key: 'YubiKey 5 NFC, serial 12345678',
      happened: 'The key has its PIN. Its passkey is still to be made.',
      next: 'Plug key 12345678 in; nothing will be erased.',
      needsStation: true,
      isGuided: false,
    });
  });

  it.each([
    ['register', 'Lee Gu registers the key on Microsoft’s page.'],
    ['choose', 'Say which of several new keys is Lee Gu’s.'],
    [
      'lookAgain',
      'No new key of Lee Gu has appeared. Look again if they have registered it by now.',
    ],
  ] as const)('leads to the guide where it stands at %s on Microsoft’s page', (step, next) => {
    const guided = { key: null, stoppedAt: 'register', next: { kind: 'guide', step } } as const;
    expect(unfinishedView({ ...left, ...guided })).toEqual({
      key: 'No key yet',
      happened: 'A key is being registered on Microsoft’s page. Entra is watched for it.',
      next,
      needsStation: false,
      isGuided: true,
    });
  });

  it('tells keys without a serial by their fingerprint', () => {
    const nameless = { ...identity, serial: null };
    expect(
      unfinishedView({
        ...left,
        key: { identity: nameless, productName: '' },
        next: { kind: 'plugKey', key: nameless },
      }),
    ).toMatchObject({
      key: 'Security key, no serial, fingerprint abababab',
      next: 'Plug the key with fingerprint abababab in; nothing will be erased.',
    });
  });

  it('asks for a key for the person before there is one', () => {
    const view = unfinishedView({
      ...left,
      key: null,
      stoppedAt: 'read',
      next: { kind: 'plugAnyKey' },
    });
    expect(view.key).toBe('No key yet');
    expect(view.next).toContain('Lee Gu');
  });

  it('never promises that nothing is erased where something may be', () => {
    for (const next of [
      { kind: 'confirmReset', key: identity, code: 'key_pin_unknown' },
      { kind: 'finishReset', key: identity },
    ] as const) {
      const view = unfinishedView({ ...left, next });
      expect(view.next).toMatch(/erased/);
      expect(view.next).not.toContain('nothing will be erased');
    }
  });

  it('says that a key is erased to be rid of a passkey where all is taken back', () => {
    const undone = { ...left, takingBack: 'cancelled' } as const;
    const asked = { kind: 'confirmReset', key: identity, code: 'command_unsupported' } as const;
    expect(unfinishedView({ ...undone, next: asked }).next).toMatch(
      /opens nothing.*cancel once more/,
    );
    const agreed = { kind: 'finishReset', key: identity } as const;
    expect(unfinishedView({ ...undone, next: agreed }).next).not.toContain('set up');
  });

  it('says the failure first, and before that why everything is taken back', () => {
    const failed = { ...left, lastFailure: 'touch_timeout' } as const;
    expect(unfinishedView(failed).happened).toBe(describeFailure('touch_timeout').title);
    const takeBack = { kind: 'takeBack', key: identity, code: 'proof_failed' } as const;
    const undone = { ...failed, takingBack: 'proof_failed', next: takeBack } as const;
    expect(unfinishedView(undone).happened).toContain(describeFailure('proof_failed').title);
    expect(unfinishedView({ ...undone, takingBack: 'cancelled' }).happened).toBe(
      'The enrolment is being taken back.',
    );
  });

  it('sends nobody to the station while Keywright goes on by itself', () => {
    const soon = unfinishedView({ ...left, stoppedAt: null, next: { kind: 'wait', until: null } });
    expect(soon).toMatchObject({ needsStation: false });
    expect(soon.happened).toContain('books');
    const until = '2026-01-01T12:34:00.000Z';
    const later = unfinishedView({ ...left, next: { kind: 'wait', until } });
    expect(later.next).toMatch(/at \d\d:\d\d or soon after/);
    expect(unfinishedView({ ...left, next: { kind: 'nothing' } }).needsStation).toBe(false);
  });
});
