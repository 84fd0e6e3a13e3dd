import type { FailureCode } from '../failure/codes.ts';
import type { Holder, JournalEntry, JournalEvent } from './journal.ts';
import type { KeyObservation } from './observation.ts';
import type { EnrolmentProfile } from './profile.ts';

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
  /** The key this enrolment is bound to, as it was when bound. */
  readonly key: KeyObservation | null;
  readonly reset: 'none' | 'confirmed' | 'started' | 'done';
  readonly escrowId: string | null;
  readonly pin: 'unset' | 'started' | 'set' | 'rejected';
  readonly options: IssuedOptions | null;
  readonly credential: MadeCredential | null;
  /** A voided credential that may still be on the key, until another one overwrites it there. */
  readonly orphanCredentialId: string | null;
  readonly credentialsVoided: number;
  readonly displayName: string | null;
  readonly post: PostState;
  readonly postAttempts: number;
  readonly methodId: string | null;
  readonly model: string | null;
  readonly proofClientDataJson: string | null;
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
    | { readonly kind: 'rolledBack'; readonly code: FailureCode }
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
  const initial: EnrolmentState = {
    seq: first.seq,
    holder,
    operatorId,
    profile,
    methodsBefore,
    key: null,
    reset: 'none',
    escrowId: null,
    pin: 'unset',
    options: null,
    credential: null,
    orphanCredentialId: null,
    credentialsVoided: 0,
    displayName: null,
    post: { kind: 'none' },
    postAttempts: 0,
    methodId: null,
    model: null,
    proofClientDataJson: null,
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
    state = { ...state, ...change(state, entry.event, entry.at), seq: entry.seq };
  }
  return state;
}

const NO_CREDENTIAL = {
  credential: null,
  options: null,
  post: { kind: 'none' },
} as const satisfies Partial<EnrolmentState>;

function change(state: EnrolmentState, event: JournalEvent, at: string): Partial<EnrolmentState> {
  switch (event.type) {
    case 'started':
    case 'stepFailed':
    case 'oldKeyRemovalStarted':
      return {};
    case 'keyBound':
      return { key: event.key };
    case 'resetConfirmed':
      return state.reset === 'none' || state.reset === 'done' ? { reset: 'confirmed' } : {};
    case 'resetStarted':
      return { reset: 'started' };
    case 'resetDone':
      return { ...NO_CREDENTIAL, orphanCredentialId: null, reset: 'done', pin: 'unset' };
    case 'pinEscrowed':
      return { escrowId: event.escrowId };
    case 'pinSetStarted':
      return { pin: 'started' };
    case 'pinSet':
      return { pin: 'set' };
    case 'pinRejected':
      return { pin: 'rejected' };
    case 'optionsIssued':
      return {
        options: {
          options: event.options,
          clientDataJson: event.clientDataJson,
          expiresAt: event.expiresAt,
        },
      };
    case 'credentialMade':
      return {
        pin: 'set',
        post: { kind: 'none' },
        orphanCredentialId: null,
        credential: {
          credentialId: event.credentialId,
          attestationObject: event.attestationObject,
          publicKey: event.publicKey,
          aaguid: event.aaguid,
        },
      };
    case 'credentialVoided':
      return {
        ...NO_CREDENTIAL,
        orphanCredentialId: state.credential?.credentialId ?? state.orphanCredentialId,
        credentialsVoided: state.credentialsVoided + 1,
      };
    case 'credentialRemoved':
      return { credential: null, options: null, orphanCredentialId: null };
    case 'postStarted':
      return {
        displayName: event.displayName,
        postAttempts: state.postAttempts + 1,
        post: { kind: 'unknown', absentSince: [] },
      };
    case 'postNotExecuted':
      // An answer, and a certain one: what is limited is how often we post and hear nothing.
      return {
        postAttempts: state.postAttempts - 1,
        post: { kind: 'notExecuted', retryAt: event.retryAt },
      };
    case 'postRefused':
      // 409 can mean that our own earlier POST arrived after all: look before believing it.
      return event.code === 'graph_conflict'
        ? { post: { kind: 'unknown', absentSince: [] } }
        : { post: { kind: 'refused', code: event.code } };
    case 'absentSeen':
      return state.post.kind === 'unknown'
        ? { post: { kind: 'unknown', absentSince: [...state.post.absentSince, at] } }
        : {};
    case 'registered':
      return { methodId: event.methodId, model: event.model };
    case 'proofAsked':
      return { proofClientDataJson: event.clientDataJson };
    case 'proved':
      return { proved: true, proofClientDataJson: null };
    case 'proofFailed':
      return { proofFailures: state.proofFailures + 1, proofClientDataJson: null };
    case 'policyApplied':
      return { policyApplied: true, policySkipped: event.skipped };
    case 'oldKeyRemoved':
      return { oldKeysRemoved: [...state.oldKeysRemoved, event.methodId] };
    case 'oldKeyKept':
      return { oldKeysKept: [...state.oldKeysKept, event.methodId] };
    case 'registrationUndone':
      return { methodId: null, post: { kind: 'none' }, undoCode: event.code };
    case 'carriedOn':
      return { operatorId: event.operatorId };
    case 'cancelled':
      return { cancelled: true, keyGivenUp: state.cancelled };
    case 'finished':
      return { end: { kind: 'finished' } };
    case 'rolledBack':
      return { end: { kind: 'rolledBack', code: event.code } };
  }
}
