import { BUILT_IN_PROFILES } from './builtInProfiles.ts';
import { type EnrolmentState, foldJournal } from './enrolmentState.ts';
import type { JournalEvent } from './journal.ts';
import { type Circumstances, nextAction } from './nextAction.ts';
import type { KeyObservation } from './observation.ts';
import type { EnrolmentProfile, PinPolicy } from './profile.ts';

export const NOW = '2027-06-01T09:00:00.000Z';
export const LATER = '2027-06-01T09:05:00.000Z';
const SETTLE_MS = 60_000;
export const IDENTITY = { aaguid: 'a', serial: '12345678', fingerprint: 'f' };
export const CREDENTIAL = {
  credentialId: 'c',
  attestationObject: 'o',
  publicKey: 'p',
  aaguid: 'a',
};
export const OPTIONS = { options: '{}', clientDataJson: 'd', expiresAt: LATER };

export const profileOf = (change: Partial<EnrolmentProfile> = {}): EnrolmentProfile => {
  const [profile] = BUILT_IN_PROFILES;
  if (profile === undefined) throw new TypeError('there is no profile');
  return { ...profile, ...change };
};

export const KEY: KeyObservation = {
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
export const WITHOUT_MANAGEMENT = {
  ...KEY,
  abilities: { ...KEY.abilities, credentialManagement: false },
};
export const OTHER_KEY = { ...KEY, identity: { ...IDENTITY, serial: '87654321' } };

export function journalOf(events: readonly JournalEvent[], profile = profileOf()) {
  const holder = { id: 'h', displayName: 'Lee', userPrincipalName: 'lee@contoso.example' };
  const started = { type: 'started', holder, operatorId: 'o', profile, methodsBefore: [] } as const;
  return [started, ...events].map((event, index) => ({ seq: index + 1, at: NOW, event }));
}

export const stateOf = (change: Partial<EnrolmentState> = {}, profile?: EnrolmentProfile) => ({
  ...foldJournal(journalOf([], profile)),
  key: KEY,
  ...change,
});

export const next = (state: EnrolmentState, seen: Partial<Circumstances> = {}) =>
  nextAction(state, { key: KEY, now: NOW, settleMs: SETTLE_MS, ...seen });
export const rollBack = (code: string, left: string | null = null) => ({
  actor: 'backend',
  kind: 'rollBack',
  code,
  left,
});
export const withPin = (pin: PinPolicy, change: Partial<EnrolmentProfile> = {}) =>
  profileOf({ pin, ...change });
