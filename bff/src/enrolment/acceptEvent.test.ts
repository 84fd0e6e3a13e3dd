import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '#bff/escrow/nodeCrypto.ts';
import type { PageEvent } from '#shared/api/index.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { fromHex } from '#shared/bytes/hex.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { type EnrolmentState, foldJournal } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import { acceptEvent } from './acceptEvent.ts';
import { advance } from './advance.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { insertEntry, type OpenEnrolment } from './openEnrolment.ts';
import { TestKey } from './testKey.ts';

const NOW = '2027-06-01T09:00:00.000Z';
const CREDENTIAL = { credentialId: 'c', attestationObject: 'o', publicKey: 'cA', aaguid: 'a' };
const OPTIONS = {
  options: '{"rp":{"id":"login.microsoft.com"}}',
  clientDataJson: 'd',
  expiresAt: NOW,
};

/** COSE, ES256: the generator of P-256 (SEC 2 §2.4.2). */
const PUBLIC_KEY =
  'a50102032620012158206b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296' +
  '2258204fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5';

const { observation } = new TestKey({ serial: '80001' }).plugged();
const KEY: KeyObservation = { ...observation, identity: { ...observation.identity, aaguid: 'a' } };
const OTHER = { ...KEY, identity: { ...KEY.identity, serial: '80002' } };

const PARTS = {
  crypto: nodeCrypto,
  now: () => Date.parse(NOW),
  settleMs: 60_000,
} as unknown as EnrolmentParts;

function stateOf(change: Partial<EnrolmentState>, profileId = 'new-colleague'): EnrolmentState {
  const profile = BUILT_IN_PROFILES.find(({ id }) => id === profileId);
  if (profile === undefined) throw new TypeError('there is no such profile');
  const holder = { id: 'h', displayName: 'Lee', userPrincipalName: 'lee@contoso.example' };
  const event = { type: 'started', holder, operatorId: 'o', profile, methodsBefore: [] } as const;
  return { ...foldJournal([{ seq: 1, at: NOW, event }]), key: KEY, ...change };
}

/** An enrolment in a state that stays as it is, whatever is written down. */
function opened(
  change: Partial<EnrolmentState>,
  key: KeyObservation | null = KEY,
  profile?: string,
) {
  const written: JournalEvent[] = [];
  const done: string[] = [];
  const open = {
    ...{ id: 'e', entries: [], key, state: stateOf(change, profile), actor: { id: 'o' } },
    append: async (event: JournalEvent) => void written.push(event),
    setSession: async () => void done.push('setSession'),
    setKey: () => void done.push('setKey'),
    forgetKey: async () => void done.push('forgetKey'),
  } as unknown as OpenEnrolment;
  const accept = (event: PageEvent, withKey = false) => {
    const plugged = new TestKey({ serial: '80001' }).plugged();
    return acceptEvent(PARTS, open, { seq: 1, event, ...(withKey && { key: plugged }) });
  };
  return { open, written, done, accept };
}

const CONFLICT = { code: 'conflict' };
const REGISTERED = { methodId: 'm', pin: 'set', credential: CREDENTIAL } as const;
const proved: PageEvent = { type: 'proved', authenticatorData: 'AA', signature: 'AA' };
const made = (attestationObject: string): PageEvent => ({
  type: 'credentialMade',
  attestationObject,
});

describe('what a page reports', () => {
  it('changes nothing after the end, and a look at the key is no step', async () => {
    const ended = opened({ end: { kind: 'finished' } });
    await ended.accept({ type: 'pinSet' });
    const seen = opened({});
    await seen.accept({ type: 'keySeen' });
    expect([...ended.written, ...seen.written]).toEqual([]);
  });

  it.each<[PageEvent, Partial<EnrolmentState>]>([
    [{ type: 'resetConfirmed' }, {}],
    [{ type: 'resetDone' }, { reset: 'confirmed' }],
    [{ type: 'pinSet' }, {}],
    [{ type: 'pinSet' }, { pin: 'started', credential: CREDENTIAL }],
    [{ type: 'pinRejected', pinRetries: 7 }, { key: null }],
    [made('AA'), {}],
    [made('AA'), { options: OPTIONS, credential: CREDENTIAL }],
    [made('AA'), { options: OPTIONS, methodId: 'm' }],
    [proved, {}],
    [proved, { methodId: 'm' }],
    [proved, { methodId: 'm', proofClientDataJson: 'd', proved: true }],
    [{ type: 'policyApplied' }, {}],
    [{ type: 'policyApplied' }, { proved: true, policyApplied: true }],
    [{ type: 'policyApplied' }, { proved: true }],
    [{ type: 'credentialRemoved' }, {}],
    [{ type: 'credentialRemoved' }, { cancelled: true, methodId: 'm' }],
  ])('is refused where nothing waits for it: %j in %j', async (event, change) => {
    const { accept, written } = opened(change, null);
    await expect(accept(event)).rejects.toMatchObject(CONFLICT);
    expect(written).toEqual([]);
  });

  it('is refused of another key than the bound one, but for a failure', async () => {
    const { accept, written } = opened({ pin: 'started' }, OTHER);
    await expect(accept({ type: 'pinSet' })).rejects.toMatchObject({ code: 'wrong_key' });
    await accept({ type: 'stepFailed', code: 'cancelled' });
    expect(written).toMatchObject([{ type: 'stepFailed', code: 'cancelled' }]);
    const unbound = opened({ key: null, pin: 'started' }, OTHER);
    await unbound.accept({ type: 'pinSet' });
    expect(unbound.written).toEqual([{ type: 'pinSet' }]);
  });

  it('of a reset is believed only of a key without a PIN', async () => {
    const bare = opened({ reset: 'started' }, { ...KEY, hasPin: false });
    await bare.accept({ type: 'resetDone' });
    expect(bare.written).toEqual([{ type: 'resetDone' }]);
    const unread = opened({ reset: 'started' }, null);
    await unread.accept({ type: 'resetDone' });
    expect(unread.written).toEqual([{ type: 'resetDone' }]);
    const full = opened({ reset: 'started' }, { ...KEY, hasPin: true });
    await full.accept({ type: 'resetDone' });
    expect(full.written).toMatchObject([{ type: 'stepFailed', code: 'response_invalid' }]);
  });

  it('of a yes to erasing counts where the question was asked', async () => {
    const { accept, written } = opened({}, { ...KEY, hasPin: true });
    await accept({ type: 'resetConfirmed' });
    expect(written).toEqual([{ type: 'resetConfirmed' }]);
  });

  it('of a wrong PIN ends the session of a sealed one, and counts down for a typed one', async () => {
    const sealed = opened({ pin: 'set' });
    await sealed.accept({ type: 'pinRejected', pinRetries: 7 });
    expect(sealed.done).toEqual(['forgetKey']);
    const typed = opened({ pin: 'set' }, KEY, 'holder-present');
    await typed.accept({ type: 'pinRejected', pinRetries: 7 });
    expect(typed.done).toEqual(['setSession', 'setKey']);
    const unread = opened({ pin: 'set' }, null, 'holder-present');
    await unread.accept({ type: 'pinRejected', pinRetries: null });
    expect(unread.done).toEqual([]);
  });

  it('of a passkey that cannot be read, or holds none, is a failure of the key', async () => {
    const noCredential = Uint8Array.of(
      ...[0xa3, 0x63, 0x66, 0x6d, 0x74, 0x64, 0x6e, 0x6f, 0x6e, 0x65, 0x67, 0x61, 0x74, 0x74],
      ...[
        0x53, 0x74, 0x6d, 0x74, 0xa0, 0x68, 0x61, 0x75, 0x74, 0x68, 0x44, 0x61, 0x74, 0x61, 0x58,
        37,
      ],
      ...new Uint8Array(37),
    );
    for (const [attestation, code] of [
      ['AA', undefined],
      ['A', 'ceremony_invalid'],
      [toBase64Url(noCredential), 'ceremony_invalid'],
    ] as const) {
      const { accept, written, done } = opened({ options: OPTIONS, pin: 'set' });
      await accept(made(attestation));
      expect(written).toMatchObject([
        { type: 'stepFailed', action: 'makeCredential', ...(code !== undefined && { code }) },
      ]);
      expect(done).toEqual(['forgetKey']);
    }
  });

  it('of a proof that cannot be read is a failed proof, and a fault of ours is not', async () => {
    const asked = { ...REGISTERED, proofClientDataJson: 'AA', options: OPTIONS };
    const { accept, written } = opened(asked);
    await accept(proved);
    expect(written).toEqual([{ type: 'proofFailed' }]);
    const nothing = opened({ ...asked, credential: null });
    await expect(nothing.accept(proved)).rejects.toThrow('Nothing to prove');
    const credential = { ...CREDENTIAL, publicKey: toBase64Url(fromHex(PUBLIC_KEY)) };
    const broken = opened({ ...asked, credential, options: { ...OPTIONS, options: 'no JSON' } });
    await expect(broken.accept(proved)).rejects.toThrow(SyntaxError);
  });

  it('of the policy is believed as far as the key says the same', async () => {
    const held = { ...KEY, minPinLength: 6, forcePinChange: true };
    const unheld = { ...KEY, minPinLength: 4, forcePinChange: false };
    for (const [key, count] of [
      [null, 0],
      [held, 0],
      [unheld, 1],
    ] as const) {
      const { accept, written } = opened({ ...REGISTERED, proved: true }, key);
      await accept({ type: 'policyApplied' }, true);
      expect(written).toHaveLength(count);
    }
  });

  it('of a passkey that was removed names the one that was asked for, and counts where one was', async () => {
    const withPin = { ...KEY, hasPin: true, holds: null };
    const gone = { cancelled: true, pin: 'set' } as const;
    for (const [change, credentialId] of [
      [{ credential: CREDENTIAL }, CREDENTIAL.credentialId],
      [{ orphanCredentialId: 'x' }, 'x'],
    ] as const) {
      const { accept, written, done } = opened({ ...gone, ...change }, withPin);
      await accept({ type: 'credentialRemoved' });
      expect(written).toEqual([{ type: 'credentialRemoved', credentialId }]);
      expect(done).toEqual(['setSession', 'setKey']);
    }
    const { accept, written } = opened(gone, withPin);
    await expect(accept({ type: 'credentialRemoved' })).rejects.toMatchObject(CONFLICT);
    expect(written).toEqual([]);
  });

  it('of a failure makes the key be read again where it may have changed', async () => {
    const same = opened({});
    await same.accept({ type: 'stepFailed', code: 'cancelled' });
    expect(same.done).toEqual([]);
    const gone = opened({});
    await gone.accept({ type: 'stepFailed', code: 'device_removed' });
    expect(gone.done).toEqual(['forgetKey']);
  });
});

describe('an enrolment that writes nothing down', () => {
  it('is stopped before it goes round for ever', async () => {
    const { open } = opened({ proved: true, policyApplied: true, ...REGISTERED });
    const forgetful = {
      ...open,
      state: stateOf({ escrowId: 'x' }),
      key: { ...KEY, hasPin: false },
    };
    await expect(advance(PARTS, forgetful)).rejects.toMatchObject({ code: 'internal' });
  });

  it('is told apart from one whose line somebody else wrote', async () => {
    const entry = { seq: 2, at: NOW, event: { type: 'pinSet' } } as const;
    const failing = (error: Error) =>
      ({ runNow: () => Promise.reject(error) }) as unknown as OpenEnrolment['queries'];
    const taken = Object.assign(new Error('duplicate'), {
      code: '23505',
      constraint: 'journal_pkey',
    });
    await expect(insertEntry(failing(taken), 'e', entry)).rejects.toMatchObject({
      code: 'stale_step',
    });
    const other = new Error('something else');
    await expect(insertEntry(failing(other), 'e', entry)).rejects.toBe(other);
  });
});
