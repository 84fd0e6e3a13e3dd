import { applyBooks, type Books, createBooks, type KnownEnrolment } from './books.ts';
import type { HistoryEvent, PinHash } from './historyEvent.ts';

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

/** A mail that somebody got: about which notice, and who. */
export type KnownMail = Extract<HistoryEvent, { kind: 'mailDelivered' }>;

/** A notice that was in the books once, whatever became of them. */
export type KnownNotice = Extract<HistoryEvent, { kind: 'noticeWritten' }>;

/** What the audit log calls what is done to an access pass. */
export type PassAction = 'issueAccessPass' | 'deleteAccessPass';

/** The world as far as a history has told it. */
export interface WorldState {
  /** What the database knows; a restore puts an earlier one in its place. */
  books: Books;
  /** The copy that a restore brings back. */
  backup: Books;
  readonly keys: Map<string, KnownKey>;
  readonly methods: Map<string, KnownMethod>;
  readonly knownPins: Set<PinHash>;
  /** Credentials that commands of ours made on keys. */
  readonly ourCredentials: Set<string>;
  /** Credentials of old keys, whose methods went once a new key was proven; those keys are with their holders. */
  readonly retiredCredentials: Set<string>;
  /** What our books knew once and a restore made them forget; nobody looks after it any more. */
  readonly forgotten: Set<string>;
  readonly notices: Map<string, KnownNotice>;
  readonly mails: KnownMail[];
  /** Whose access passes are in the directory, by id. */
  readonly passes: Map<string, string>;
  /** Intents about access passes; to issue those of which none came. */
  readonly passIntents: Record<PassAction, number>;
  /** How far clocks of backends are apart at most, in milliseconds. */
  apartMs: number;
  isAuditRequired: boolean;
  /** How much of the audit log second places have, by name. */
  readonly carried: Map<string, number>;
  /** Since when a backend believes a place to be behind, by backend and place. */
  readonly behind: Map<string, number | null>;
  /** More was in a second place than a restore brought back, and nobody has accepted that yet. */
  isLossOpen: boolean;
  /** How many losses were accepted so far. */
  acceptances: number;
}

/** An empty world. */
export function createWorldState(): WorldState {
  return {
    books: createBooks(),
    backup: createBooks(),
    keys: new Map(),
    methods: new Map(),
    knownPins: new Set(),
    ourCredentials: new Set(),
    retiredCredentials: new Set(),
    forgotten: new Set(),
    notices: new Map(),
    mails: [],
    passes: new Map(),
    passIntents: { issueAccessPass: 0, deleteAccessPass: 0 },
    apartMs: 0,
    isAuditRequired: false,
    carried: new Map(),
    behind: new Map(),
    isLossOpen: false,
    acceptances: 0,
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
export function enrolmentsOfKey({ books }: WorldState, serial: string): KnownEnrolment[] {
  return [...books.enrolments.values()].filter(({ key }) => key === serial);
}

/** The enrolment whose journal holds a credential. */
export function enrolmentOfCredential(
  { books }: WorldState,
  credentialId: string,
): KnownEnrolment | undefined {
  return [...books.enrolments.values()].find(({ credentials }) => credentials.has(credentialId));
}

/** Whether a restore took a credential out of everybody's care: the books forgot it, or ended what it belongs to. */
export function isOutOfCare(state: WorldState, credentialId: string): boolean {
  return (
    state.forgotten.has(credentialId) ||
    enrolmentOfCredential(state, credentialId)?.isClosed === true
  );
}

/** Takes an event into the state; judges nothing. */
export function applyEvent(state: WorldState, event: HistoryEvent): void {
  applyBooks(state.books, event);
  switch (event.kind) {
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
    case 'passIssued':
      state.passes.set(event.passId, event.userId);
      state.passIntents.issueAccessPass -= 1;
      return;
    case 'passDeleted':
      state.passes.delete(event.passId);
      return;
    case 'audit':
      if (event.phase === 'intent' && event.action in state.passIntents) {
        state.passIntents[event.action as PassAction] += 1;
      }
      return;
    case 'noticeWritten':
      state.notices.set(event.noticeId, event);
      return;
    case 'mailDelivered':
      state.mails.push(event);
      return;
    case 'skewed':
      state.apartMs = Math.max(state.apartMs, 2 * Math.abs(event.ms));
      return;
    case 'auditRequired':
      state.isAuditRequired = true;
      return;
    case 'carried':
      state.carried.set(event.place, event.size);
      state.behind.set(`${event.backend} ${event.place}`, event.behindSince);
      return;
    case 'backedUp':
      state.backup = structuredClone(state.books);
      return;
    case 'restored':
      restore(state);
      return;
    case 'backendStarted':
      state.isLossOpen = false;
      state.acceptances = event.accepted;
      return;
    default:
      if ('key' in event && event.kind !== 'restsAt') applyKeyEvent(state, event);
      return;
  }
}

function retire(state: WorldState, methodId: string): void {
  const method = state.methods.get(methodId);
  const isOldKey = [...state.books.enrolments.values()].some(({ removalsStarted }) =>
    removalsStarted.has(methodId),
  );
  if (method !== undefined && isOldKey) state.retiredCredentials.add(method.credentialId);
}

function restore(state: WorldState): void {
  const { credentials } = state.backup;
  for (const id of state.ourCredentials) if (!credentials.has(id)) state.forgotten.add(id);
  state.books = structuredClone(state.backup);
  const here = state.books.audits.length;
  state.isLossOpen = [...state.carried.values()].some((size) => size > here);
}

type KeyEvent = Exclude<
  Extract<HistoryEvent, { readonly key: string }>,
  { kind: 'noticeWritten' | 'restsAt' }
>;

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
