import type { JournalEvent } from '#shared/enrolment/journal.ts';

/** LEFT(SHA-256(PIN), 16) in hex, which is all a key keeps of a PIN. The history holds no PIN. */
export type PinHash = string;

/**
 * One effect somewhere in the world, in the order in which it took place. Keys are named by their serial, credentials by
 * their id in base64url.
 */
export type HistoryEvent =
  /** Committed with the transaction; nothing that was rolled back gets here. */
  | {
      readonly kind: 'journal';
      readonly enrolmentId: string;
      readonly seq: number;
      readonly event: JournalEvent;
    }
  | {
      readonly kind: 'audit';
      readonly enrolmentId: string | null;
      readonly phase: 'intent' | 'outcome';
      readonly action: string;
    }
  | {
      readonly kind: 'escrowSealed';
      readonly enrolmentId: string;
      readonly holderId: string;
      readonly keyName: string;
      readonly pinHash: PinHash;
    }
  | { readonly kind: 'escrowReleased'; readonly enrolmentId: string }
  /** Given out; not counted as shown until its page has said so. */
  | {
      readonly kind: 'pinReserved';
      readonly enrolmentId: string;
      readonly toId: string;
      readonly pinHash: PinHash;
    }
  /** Somebody's page said that it was seen. */
  | {
      readonly kind: 'pinRevealed';
      readonly enrolmentId: string;
      readonly toId: string;
      readonly pinHash: PinHash;
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
