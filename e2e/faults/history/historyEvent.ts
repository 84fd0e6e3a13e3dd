import type { Notice } from '#bff/mail/notice.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';

/** LEFT(SHA-256(PIN), 16) in hex, which is all a key keeps of a PIN. The history holds no PIN. */
export type PinHash = string;

/** How a PIN gets to its holder; `leak`: in an answer that must hold none. */
export type DisclosureWay = 'holder' | 'operator' | 'letter' | 'leak';

/**
 * One effect somewhere in the world, in the order in which it took place. Keys are named by their serial, credentials by
 * their id in base64url; `at` is the world's own time, whatever a backend's clock says, but for journal lines.
 */
export type HistoryEvent =
  /** Committed with the transaction; nothing that was rolled back gets here. */
  | {
      readonly kind: 'journal';
      readonly enrolmentId: string;
      readonly seq: number;
      /** By the clock of the backend that wrote it. */
      readonly at: number;
      readonly event: JournalEvent;
    }
  | {
      readonly kind: 'audit';
      readonly enrolmentId: string | null;
      readonly phase: 'intent' | 'outcome';
      readonly action: string;
      readonly result: string | null;
      readonly actorId: string;
      /** Of an alert. */
      readonly reason?: string;
      readonly at: number;
      /** Which process wrote it. */
      readonly backend: number;
    }
  | {
      readonly kind: 'escrowSealed';
      readonly enrolmentId: string;
      readonly holderId: string;
      readonly keyName: string;
      readonly pinHash: PinHash;
    }
  | { readonly kind: 'escrowReleased'; readonly enrolmentId: string }
  /** Taken out to be shown, once for a session; committed before the PIN leaves. */
  | {
      readonly kind: 'pinReserved';
      readonly enrolmentId: string;
      readonly way: DisclosureWay;
      readonly toId: string;
      readonly reservationId: string;
      readonly pinHash: PinHash;
      readonly at: number;
    }
  /** An answer with a PIN in it left a backend, whether or not it arrived. */
  | {
      readonly kind: 'pinLeft';
      readonly enrolmentId: string | null;
      readonly way: DisclosureWay;
      readonly toId: string;
      /** The page's. */
      readonly session: string;
      readonly reservationId: string | null;
      readonly pinHash: PinHash;
      readonly at: number;
    }
  /** Somebody's page said that it was seen, and the books say so. */
  | {
      readonly kind: 'pinConfirmed';
      readonly enrolmentId: string;
      readonly reservationId: string;
      readonly at: number;
    }
  /** A notice in the books, waiting to be sent. `key`: the serial it speaks of. */
  | {
      readonly kind: 'noticeWritten';
      readonly noticeId: string;
      readonly about: Notice['kind'];
      readonly recipientId: string | null;
      readonly key: string | null;
    }
  /** A mail system took it over. `toId`: whose address it is; null for the address for alerts. */
  | {
      readonly kind: 'mailDelivered';
      readonly noticeId: string;
      readonly toId: string | null;
      readonly hasPin: boolean;
    }
  | { readonly kind: 'leaseTaken'; readonly name: string; readonly token: number }
  /** A transaction of a job was committed, under a lease that it took before. */
  | { readonly kind: 'jobWrote'; readonly name: string; readonly token: number }
  /** From now on nothing may be begun while a second place of the audit log is behind. */
  | { readonly kind: 'auditRequired' }
  /** What a second place has, and since when a backend believes it to be behind. */
  | {
      readonly kind: 'carried';
      readonly place: string;
      readonly backend: number;
      readonly size: number;
      readonly behindSince: number | null;
      readonly at: number;
    }
  /** A look at a second place at rest, against the database. */
  | {
      readonly kind: 'placeRead';
      readonly place: string;
      readonly problem: string | null;
      readonly size: number;
    }
  /** `accepted`: how many losses of audit records it was told to accept. */
  | { readonly kind: 'backendStarted'; readonly accepted: number }
  | { readonly kind: 'startRefused'; readonly code: string; readonly lost: string | null }
  /** The database was copied aside, in place of the copy before. */
  | { readonly kind: 'backedUp' }
  /** The copy is the database again. */
  | { readonly kind: 'restored' }
  /** From now on a backend's clock is so much off. */
  | { readonly kind: 'skewed'; readonly ms: number }
  /** What the list of unfinished enrolments says of one that nobody is at; null: that the backend goes on by itself. */
  | {
      readonly kind: 'restsAt';
      readonly enrolmentId: string;
      readonly next: string | null;
      readonly key: string | null;
    }
  /** A look into the database at rest: what the escrow row gives when it is opened, null where it does not open. */
  | { readonly kind: 'escrowRead'; readonly enrolmentId: string; readonly pinHash: PinHash | null }
  /** A PIN that a person knows: typed at the page, or set on the key before we saw it. */
  | { readonly kind: 'pinKnown'; readonly pinHash: PinHash }
  /** `byUs`: by a command of the page; else the world did it (a key's past, somebody's own hands). */
  | {
      readonly kind: 'keyPinSet';
      readonly key: string;
      readonly pinHash: PinHash;
      readonly byUs: boolean;
    }
  | { readonly kind: 'keyPinRefused'; readonly key: string }
  | { readonly kind: 'keyReset'; readonly key: string; readonly byUs: boolean }
  | {
      readonly kind: 'keyPolicy';
      readonly key: string;
      readonly forcePinChange: boolean;
      readonly minPinLength: number;
    }
  | {
      readonly kind: 'credentialMade';
      readonly key: string;
      readonly rpId: string;
      readonly credentialId: string;
    }
  | { readonly kind: 'credentialGone'; readonly key: string; readonly credentialId: string }
  | { readonly kind: 'optionsAsked'; readonly userId: string }
  | {
      readonly kind: 'methodCreated';
      readonly userId: string;
      readonly methodId: string;
      readonly credentialId: string;
      /** By a POST of our backend; else it was there before. */
      readonly byUs: boolean;
    }
  | { readonly kind: 'methodDeleted'; readonly userId: string; readonly methodId: string }
  /** Somebody can sign in by it, once. */
  | { readonly kind: 'passIssued'; readonly userId: string; readonly passId: string }
  | { readonly kind: 'passDeleted'; readonly userId: string; readonly passId: string }
  /** A page that asks the backend over and over, with no time passing and nobody touching it. */
  | { readonly kind: 'runaway' }
  /** For the reader of a broken run: where it stood and what was done to it. */
  | { readonly kind: 'note'; readonly text: string };

/** The invariants of docs/security.md that can be judged as yet. */
export type Invariant =
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I4'
  | 'I5'
  | 'I6'
  | 'I7'
  | 'I8'
  | 'I9'
  | 'I10'
  | 'I11'
  | 'I12';

/** A broken invariant: which, what about it, and after how many events of the history. */
export interface Break {
  readonly invariant: Invariant;
  readonly text: string;
  readonly at: number;
}
