import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { DisclosureWay, HistoryEvent, PinHash } from './historyEvent.ts';

/** A PIN taken out to be shown to one session. */
export interface KnownReservation {
  readonly id: string;
  readonly way: DisclosureWay;
  readonly toId: string;
  readonly at: number;
  /** The page that it went to, once it left. */
  session: string | null;
}

/** What the journal says of an enrolment so far. */
export interface KnownEnrolment {
  readonly id: string;
  readonly holderId: string;
  /** Begun by the holder themself. */
  readonly isOwn: boolean;
  readonly profile: EnrolmentProfile;
  readonly methodsBefore: readonly string[];
  /** Serial of the bound key. */
  key: string | null;
  /** Journal events by type, how often. */
  readonly seen: Map<string, number>;
  readonly auditIntents: Set<string>;
  /** Outcomes that went well, by action and actor, how often. */
  readonly outcomes: Map<string, number>;
  readonly credentials: Set<string>;
  readonly removalsStarted: Set<string>;
  /** When looks since the last POST found nothing. */
  absentAt: readonly number[];
  /** Nothing is known of what became of the last POST. */
  isPostOpen: boolean;
  policySkipped: readonly string[];
  /** How often a PIN left, by action and actor as in `outcomes`. */
  readonly leaves: Map<string, number>;
  readonly reservations: KnownReservation[];
  /** That a PIN was shown again. */
  alerts: number;
  confirmedAt: number | null;
  shreddedAt: number | null;
  end: 'finished' | 'rolledBack' | null;
  /** It ended in the books alone, because a restore had made its journal stale; nothing was taken back. */
  isClosed: boolean;
  endedAt: number | null;
}

export interface KnownEscrow {
  readonly holderId: string;
  readonly keyName: string;
  readonly pinHash: PinHash;
}

/** What the database knows. */
export interface Books {
  readonly enrolments: Map<string, KnownEnrolment>;
  readonly escrow: Map<string, KnownEscrow>;
  /** When each record of the audit log was written. */
  readonly audits: number[];
  /** The newest token of each lease. */
  readonly leases: Map<string, number>;
  /** Every credential that a journal knows of. */
  readonly credentials: Set<string>;
}

/** The audit action of each way out of the escrow. */
export const DISCLOSURE_ACTIONS: Readonly<Record<DisclosureWay, string>> = {
  holder: 'revealPin',
  operator: 'showPinToOperator',
  letter: 'printPin',
  leak: 'none',
};

/** Empty books. */
export function createBooks(): Books {
  return {
    enrolments: new Map(),
    escrow: new Map(),
    audits: [],
    leases: new Map(),
    credentials: new Set(),
  };
}

/** One more in a count by name. */
function countOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Takes what was committed into the books. */
export function applyBooks(books: Books, event: HistoryEvent): void {
  const enrolment = books.enrolments.get(('enrolmentId' in event ? event.enrolmentId : null) ?? '');
  switch (event.kind) {
    case 'journal':
      applyJournal(books, event);
      return;
    case 'audit':
      books.audits.push(event.at);
      if (enrolment !== undefined) applyAudit(enrolment, event);
      return;
    case 'escrowSealed':
      books.escrow.set(event.enrolmentId, event);
      return;
    case 'pinReserved': {
      const { reservationId: id, way, toId, at } = event;
      enrolment?.reservations.push({ id, way, toId, at, session: null });
      return;
    }
    case 'pinLeft': {
      if (enrolment === undefined) return;
      countOne(enrolment.leaves, `${DISCLOSURE_ACTIONS[event.way]} ${event.toId}`);
      const its = enrolment.reservations.find(({ id }) => id === event.reservationId);
      if (its !== undefined) its.session ??= event.session;
      return;
    }
    case 'pinConfirmed':
      if (enrolment !== undefined) enrolment.confirmedAt ??= event.at;
      return;
    case 'leaseTaken':
      books.leases.set(event.name, event.token);
      return;
    default:
      return;
  }
}

function applyAudit(
  enrolment: KnownEnrolment,
  { phase, action, result, actorId, reason, at }: Extract<HistoryEvent, { kind: 'audit' }>,
): void {
  if (phase === 'intent') {
    enrolment.auditIntents.add(action);
    return;
  }
  if (result === 'ok') countOne(enrolment.outcomes, `${action} ${actorId}`);
  if (action === 'alert' && reason === 'shownAgain') enrolment.alerts += 1;
  if (action === 'shredPin') enrolment.shreddedAt = at;
}

function applyJournal(
  books: Books,
  { enrolmentId, event, at }: Extract<HistoryEvent, { kind: 'journal' }>,
): void {
  if (event.type === 'started') {
    books.enrolments.set(enrolmentId, {
      id: enrolmentId,
      holderId: event.holder.id,
      isOwn: event.operatorId === event.holder.id,
      profile: event.profile,
      methodsBefore: event.methodsBefore,
      key: null,
      seen: new Map([['started', 1]]),
      auditIntents: new Set(),
      outcomes: new Map(),
      credentials: new Set(),
      removalsStarted: new Set(),
      absentAt: [],
      isPostOpen: false,
      policySkipped: [],
      leaves: new Map(),
      reservations: [],
      alerts: 0,
      confirmedAt: null,
      shreddedAt: null,
      end: null,
      isClosed: false,
      endedAt: null,
    });
    return;
  }
  const enrolment = books.enrolments.get(enrolmentId);
  if (enrolment === undefined) return;
  countOne(enrolment.seen, event.type);
  switch (event.type) {
    case 'keyBound':
      enrolment.key = event.key.identity.serial;
      return;
    case 'credentialMade':
      enrolment.credentials.add(event.credentialId);
      books.credentials.add(event.credentialId);
      return;
    case 'oldKeyRemovalStarted':
      enrolment.removalsStarted.add(event.methodId);
      return;
    case 'policyApplied':
      enrolment.policySkipped = event.skipped;
      return;
    case 'postStarted':
      enrolment.isPostOpen = true;
      enrolment.absentAt = [];
      return;
    case 'postNotExecuted':
    case 'postRefused':
    case 'registered':
      enrolment.isPostOpen = false;
      return;
    case 'absentSeen':
      enrolment.absentAt = [...enrolment.absentAt, at];
      return;
    case 'finished':
    case 'rolledBack':
      enrolment.end = event.type;
      enrolment.endedAt = at;
      enrolment.isClosed = 'code' in event && event.code === 'database_restored';
      return;
    default:
      return;
  }
}
