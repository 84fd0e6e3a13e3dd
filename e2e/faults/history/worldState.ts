import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { HistoryEvent, PinHash } from './historyEvent.ts';

/** What the history says of an enrolment so far. */
export interface KnownEnrolment {
  readonly id: string;
  readonly holderId: string;
  readonly profile: EnrolmentProfile;
  readonly methodsBefore: readonly string[];
  /** Serial of the bound key. */
  key: string | null;
  /** Journal events by type, how often. */
  readonly seen: Map<string, number>;
  readonly auditIntents: Set<string>;
  readonly credentials: Set<string>;
  readonly removalsStarted: Set<string>;
  policySkipped: readonly string[];
  isReleased: boolean;
  reveals: number;
  end: 'finished' | 'rolledBack' | null;
}

/** What the history says of a key so far. */
export interface KnownKey {
  pinHash: PinHash | null;
  isPinOurs: boolean;
  forcePinChange: boolean;
  readonly credentials: Set<string>;
  refusals: number;
}

export interface KnownMethod {
  readonly userId: string;
  readonly credentialId: string;
  readonly byUs: boolean;
}

export interface KnownEscrow {
  readonly holderId: string;
  readonly keyName: string;
  readonly pinHash: PinHash;
}

/** The world as far as a history has told it. */
export interface WorldState {
  readonly enrolments: Map<string, KnownEnrolment>;
  readonly keys: Map<string, KnownKey>;
  readonly methods: Map<string, KnownMethod>;
  readonly escrow: Map<string, KnownEscrow>;
  readonly knownPins: Set<PinHash>;
  /** Credentials that commands of ours made on keys. */
  readonly ourCredentials: Set<string>;
  /** Credentials of old keys, whose methods went once a new key was proven; those keys are with their holders. */
  readonly retiredCredentials: Set<string>;
}

/** An empty world. */
export function createWorldState(): WorldState {
  return {
    enrolments: new Map(),
    keys: new Map(),
    methods: new Map(),
    escrow: new Map(),
    knownPins: new Set(),
    ourCredentials: new Set(),
    retiredCredentials: new Set(),
  };
}

/** The key of a serial, fresh where the history has not told of it yet. */
export function keyOf(state: WorldState, serial: string): KnownKey {
  const known = state.keys.get(serial);
  if (known !== undefined) return known;
  const fresh: KnownKey = {
    pinHash: null,
    isPinOurs: false,
    forcePinChange: false,
    credentials: new Set(),
    refusals: 0,
  };
  state.keys.set(serial, fresh);
  return fresh;
}

/** Enrolments bound to a key, the latest last. */
export function enrolmentsOfKey(state: WorldState, serial: string): KnownEnrolment[] {
  return [...state.enrolments.values()].filter(({ key }) => key === serial);
}

/** The enrolment whose journal holds a credential. */
export function enrolmentOfCredential(
  state: WorldState,
  credentialId: string,
): KnownEnrolment | undefined {
  return [...state.enrolments.values()].find(({ credentials }) => credentials.has(credentialId));
}

/** Takes an event into the state; judges nothing. */
export function applyEvent(state: WorldState, event: HistoryEvent): void {
  switch (event.kind) {
    case 'journal':
      applyJournal(state, event);
      return;
    case 'audit': {
      const enrolment = state.enrolments.get(event.enrolmentId ?? '');
      if (event.phase === 'intent') enrolment?.auditIntents.add(event.action);
      return;
    }
    case 'escrowSealed':
      state.escrow.set(event.enrolmentId, event);
      return;
    case 'escrowReleased': {
      const enrolment = state.enrolments.get(event.enrolmentId);
      if (enrolment !== undefined) enrolment.isReleased = true;
      return;
    }
    case 'pinRevealed': {
      const enrolment = state.enrolments.get(event.enrolmentId);
      if (enrolment !== undefined) enrolment.reveals += 1;
      return;
    }
    case 'pinKnown':
      state.knownPins.add(event.pinHash);
      return;
    case 'methodCreated':
      state.methods.set(event.methodId, event);
      return;
    case 'methodDeleted':
      retire(state, event.methodId);
      state.methods.delete(event.methodId);
      return;
    case 'escrowRead':
    case 'pinReserved':
    case 'optionsAsked':
    case 'note':
    case 'runaway':
      return;
    default:
      applyKeyEvent(state, event);
      return;
  }
}

function retire(state: WorldState, methodId: string): void {
  const method = state.methods.get(methodId);
  const isOldKey = [...state.enrolments.values()].some(({ removalsStarted }) =>
    removalsStarted.has(methodId),
  );
  if (method !== undefined && isOldKey) state.retiredCredentials.add(method.credentialId);
}

type KeyEvent = Extract<HistoryEvent, { readonly key: string }>;

function applyKeyEvent(state: WorldState, event: KeyEvent): void {
  const key = keyOf(state, event.key);
  switch (event.kind) {
    case 'keyPinSet':
      key.pinHash = event.pinHash;
      key.isPinOurs = event.byUs;
      key.forcePinChange = false;
      if (!event.byUs) state.knownPins.add(event.pinHash);
      return;
    case 'keyPinRefused':
      key.refusals += 1;
      return;
    case 'keyReset':
      key.pinHash = null;
      key.isPinOurs = false;
      key.forcePinChange = false;
      key.credentials.clear();
      return;
    case 'keyPolicy':
      key.forcePinChange = event.forcePinChange;
      return;
    case 'credentialMade':
      key.credentials.add(event.credentialId);
      state.ourCredentials.add(event.credentialId);
      return;
    case 'credentialGone':
      key.credentials.delete(event.credentialId);
  }
}

function applyJournal(
  state: WorldState,
  { enrolmentId, event }: Extract<HistoryEvent, { kind: 'journal' }>,
): void {
  if (event.type === 'started') {
    state.enrolments.set(enrolmentId, {
      id: enrolmentId,
      holderId: event.holder.id,
      profile: event.profile,
      methodsBefore: event.methodsBefore,
      key: null,
      seen: new Map([['started', 1]]),
      auditIntents: new Set(),
      credentials: new Set(),
      removalsStarted: new Set(),
      policySkipped: [],
      isReleased: false,
      reveals: 0,
      end: null,
    });
    return;
  }
  const enrolment = state.enrolments.get(enrolmentId);
  if (enrolment === undefined) return;
  enrolment.seen.set(event.type, (enrolment.seen.get(event.type) ?? 0) + 1);
  if (event.type === 'keyBound') enrolment.key = event.key.identity.serial;
  if (event.type === 'credentialMade') enrolment.credentials.add(event.credentialId);
  if (event.type === 'oldKeyRemovalStarted') enrolment.removalsStarted.add(event.methodId);
  if (event.type === 'policyApplied') enrolment.policySkipped = event.skipped;
  if (event.type === 'finished' || event.type === 'rolledBack') enrolment.end = event.type;
}
