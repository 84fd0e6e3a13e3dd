import type { EnrolmentState, FoundCredentials } from './enrolmentState.ts';
import { afterGuided } from './foldGuidedEvent.ts';
import type { JournalEvent } from './journal.ts';

/** Nothing that nobody is to use can be on the key. */
export const NO_LEFTOVERS = {
  orphanCredentialId: null,
  unheardTries: 0,
  isOverwriteUnchecked: false,
  found: null,
} as const satisfies Partial<EnrolmentState>;

const NO_CREDENTIAL = {
  credential: null,
  options: null,
  post: { kind: 'none' },
} as const satisfies Partial<EnrolmentState>;

/** What a page does to a key only to find and remove what nobody needs. */
const CLEANING: readonly string[] = ['findCredentials', 'removeCredential'];

/** What an event changes in the state before it. @param at when it was journaled, ISO 8601 */
export function stateAfter(
  state: EnrolmentState,
  event: JournalEvent,
  at: string,
): Partial<EnrolmentState> {
  switch (event.type) {
    case 'started':
    case 'oldKeyRemovalStarted':
      return {};
    case 'stepFailed':
      return CLEANING.includes(event.action) ? { cleaningsFailed: state.cleaningsFailed + 1 } : {};
    case 'keyBound':
      return { key: event.key };
    case 'resetConfirmed':
      return state.reset === 'none' || state.reset === 'done' ? { reset: 'confirmed' } : {};
    case 'resetStarted':
      return { reset: 'started' };
    case 'resetDone':
      return { ...NO_CREDENTIAL, ...NO_LEFTOVERS, reset: 'done', pin: 'unset' };
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
        unheardTries: state.unheardTries + (event.isMakingAnnounced ? 0 : 1),
      };
    case 'credentialStarted':
      return { unheardTries: state.unheardTries + 1 };
    case 'credentialMade':
      return {
        pin: 'set',
        post: { kind: 'none' },
        orphanCredentialId: null,
        unheardTries: 0,
        isOverwriteUnchecked:
          state.isOverwriteUnchecked || state.unheardTries > 1 || state.orphanCredentialId !== null,
        options: state.options && {
          ...state.options,
          clientDataJson: event.clientDataJson ?? state.options.clientDataJson,
        },
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
      return event.credentialId === undefined
        ? { credential: null, options: null, orphanCredentialId: null }
        : without(state, event.credentialId);
    case 'credentialsFound':
      return {
        unheardTries: 0,
        isOverwriteUnchecked: false,
        found: found(event.credentialIds, []),
      };
    case 'foundAbsent': {
      const { ids, absentSince } = state.found ?? { ids: [], absentSince: [] };
      const still = ids.filter((id) => event.credentialIds.includes(id));
      return { found: found(still, [...absentSince, at]) };
    }
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
      if (event.code === 'graph_conflict') return { post: { kind: 'unknown', absentSince: [] } };
      return {
        post: { kind: 'refused', code: event.code },
        // A refusal that a new challenge does not mend stays one, whatever becomes of the key.
        undoCode: event.code === 'challenge_expired' ? state.undoCode : event.code,
      };
    case 'absentSeen':
      return state.post.kind === 'unknown'
        ? { post: { kind: 'unknown', absentSince: [...state.post.absentSince, at] } }
        : {};
    case 'registered':
      return { methodId: event.methodId, model: event.model };
    case 'proofAsked':
      return { proofClientDataJson: event.clientDataJson, proofNonce: event.nonce ?? null };
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
    case 'methodsAppeared':
    case 'methodChosen':
    case 'methodRecognised':
    case 'watchResumed':
    case 'forbiddenRemovalStarted':
    case 'forbiddenKept':
      return state.guided === null ? {} : afterGuided(state.guided, event, at);
    case 'carriedOn':
      return { operatorId: event.operatorId };
    case 'cancelled':
      return { cancelled: true, keyGivenUp: state.cancelled };
    case 'finished':
      return { end: { kind: 'finished' } };
    case 'rolledBack':
      return { end: { kind: 'rolledBack', code: event.code, left: event.left ?? null } };
  }
}

function found(ids: readonly string[], absentSince: readonly string[]): FoundCredentials | null {
  return ids.length === 0 ? null : { ids, absentSince };
}

function without(state: EnrolmentState, credentialId: string): Partial<EnrolmentState> {
  const { credential, orphanCredentialId, found: before } = state;
  const others = before?.ids.filter((id) => id !== credentialId) ?? [];
  return {
    credential: credential?.credentialId === credentialId ? null : credential,
    orphanCredentialId: orphanCredentialId === credentialId ? null : orphanCredentialId,
    found: found(others, before?.absentSince ?? []),
  };
}
