import type { FailureCode } from '../failure/codes.ts';
import { NO_LEFTOVERS, stateAfter } from './foldEvent.ts';
import { type GuidedState, newWatch } from './guidedWatch.ts';
import type { Holder, JournalEntry } from './journal.ts';
import type { KeyObservation } from './observation.ts';
import type { EnrolmentProfile } from './profile.ts';
import type { Way } from './way.ts';

/** A credential on the key whose attestation is journaled; binary members are base64url. */
export interface MadeCredential {
  readonly credentialId: string;
  readonly attestationObject: string;
  readonly publicKey: string;
  readonly aaguid: string;
}

/** Creation options handed out for this enrolment. */
export interface IssuedOptions {
  readonly options: string;
  readonly clientDataJson: string;
  readonly expiresAt: string;
}

/** Credentials that a look at the key found, and the looks at the directory that did not know them. */
export interface FoundCredentials {
  readonly ids: readonly string[];
  readonly absentSince: readonly string[];
}

/** How the POST to Graph stands. `unknown` covers the time from its start until an answer is journaled. */
export type PostState =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly absentSince: readonly string[] }
  | { readonly kind: 'notExecuted'; readonly retryAt: string }
  | { readonly kind: 'refused'; readonly code: FailureCode };

/** What a journal adds up to. Derived, never stored, never edited. */
export interface EnrolmentState {
  readonly seq: number;
  readonly holder: Holder;
  /** Who began the enrolment, or who carried it on last. */
  readonly operatorId: string;
  readonly profile: EnrolmentProfile;
  readonly methodsBefore: readonly string[];
  /** How the key is reached, from the first line to the last. */
  readonly way: Way;
  /** Null where the way is another one than `guided`. */
  readonly guided: GuidedState | null;
  /** How long challenges live, in minutes; null where the backend's setting says it. */
  readonly challengeMinutes: number | null;
  /** The key this enrolment is bound to, as it was when bound. Null to the end where the way cannot read it. */
  readonly key: KeyObservation | null;
  readonly reset: 'none' | 'confirmed' | 'started' | 'done';
  readonly escrowId: string | null;
  readonly pin: 'unset' | 'started' | 'set' | 'rejected';
  readonly options: IssuedOptions | null;
  readonly credential: MadeCredential | null;
  /** A voided credential that may still be on the key, until another one overwrites it there. */
  readonly orphanCredentialId: string | null;
  /** Tries at a credential since one was last heard of: any of them may have left one on the key that nobody knows. */
  readonly unheardTries: number;
  /** A credential was made over what may have been there: a key overwrites that, unless its firmware knows better. */
  readonly isOverwriteUnchecked: boolean;
  readonly found: FoundCredentials | null;
  /** Looks at the key and removals that came to nothing. */
  readonly cleaningsFailed: number;
  readonly credentialsVoided: number;
  readonly displayName: string | null;
  readonly post: PostState;
  readonly postAttempts: number;
  readonly methodId: string | null;
  readonly model: string | null;
  readonly proofClientDataJson: string | null;
  /** What its challenge was made of; null where that is the challenge itself. */
  readonly proofNonce: string | null;
  readonly proofFailures: number;
  readonly proved: boolean;
  readonly policyApplied: boolean;
  readonly policySkipped: readonly string[];
  readonly oldKeysRemoved: readonly string[];
  /** Those that the directory will not remove. */
  readonly oldKeysKept: readonly string[];
  readonly cancelled: boolean;
  /** Cancelled a second time: the key is not to be had any more, so nothing waits for it. */
  readonly keyGivenUp: boolean;
  readonly undoCode: FailureCode | null;
  readonly end:
    | { readonly kind: 'finished' }
    | {
        readonly kind: 'rolledBack';
        readonly code: FailureCode;
        readonly left: FailureCode | null;
      }
    | null;
}

/**
 * Folds a journal into its state.
 * @throws TypeError when the journal does not begin with `started`: such a journal cannot have been written by us.
 */
export function foldJournal(journal: readonly JournalEntry[]): EnrolmentState {
  const [first, ...rest] = journal;
  if (first?.event.type !== 'started') throw new TypeError('A journal begins with "started".');
  const { holder, operatorId, profile, methodsBefore } = first.event;
  const { challengeMinutes = null, way = 'webhid' } = first.event;
  const initial: EnrolmentState = {
    seq: first.seq,
    holder,
    operatorId,
    profile,
    methodsBefore,
    way,
    guided: way === 'guided' ? newWatch(first.at) : null,
    challengeMinutes,
    key: null,
    reset: 'none',
    escrowId: null,
    pin: 'unset',
    options: null,
    credential: null,
    ...NO_LEFTOVERS,
    cleaningsFailed: 0,
    credentialsVoided: 0,
    displayName: null,
    post: { kind: 'none' },
    postAttempts: 0,
    methodId: null,
    model: null,
    proofClientDataJson: null,
    proofNonce: null,
    proofFailures: 0,
    proved: false,
    policyApplied: false,
    policySkipped: [],
    oldKeysRemoved: [],
    oldKeysKept: [],
    cancelled: false,
    keyGivenUp: false,
    undoCode: null,
    end: null,
  };
  let state = initial;
  for (const entry of rest) {
    state = { ...state, ...stateAfter(state, entry.event, entry.at), seq: entry.seq };
  }
  return state;
}
