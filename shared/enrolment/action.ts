import type { FailureCode } from '../failure/codes.ts';
import type { AppearedMethod } from './appearedMethod.ts';
import type { KeyIdentity } from './keyIdentity.ts';

/** What the page does next with the key. */
export type PageAction =
  /** Read the key and report it; `expected` is null before a key was bound. `probe`: credential ids to ask for. */
  | {
      readonly kind: 'readKey';
      readonly expected: KeyIdentity | null;
      readonly probe: readonly string[];
    }
  /** Erase the key: at once where it was just plugged in, else after a replug, with one touch. */
  | { readonly kind: 'resetKey' }
  | { readonly kind: 'setPin' }
  /** Say that the browser is ready for its ceremony: only then is a challenge worth asking for. */
  | { readonly kind: 'beginCeremony' }
  | { readonly kind: 'makeCredential' }
  | { readonly kind: 'prove' }
  | { readonly kind: 'applyPolicy' }
  /** List the credentials of this RP and holder; nothing on the key is changed. */
  | { readonly kind: 'findCredentials' }
  | { readonly kind: 'removeCredential'; readonly credentialId: string };

/** What the backend does next, each journaled before and after its effect. */
export type BackendAction =
  | { readonly kind: 'bindKey' }
  | { readonly kind: 'startReset' }
  | { readonly kind: 'recordReset' }
  | { readonly kind: 'escrowPin' }
  | { readonly kind: 'startPin' }
  | { readonly kind: 'issueOptions' }
  | { readonly kind: 'register' }
  | { readonly kind: 'lookForRegistration' }
  | { readonly kind: 'voidCredential'; readonly code: FailureCode }
  | { readonly kind: 'lookForFound' }
  | { readonly kind: 'askProof' }
  | { readonly kind: 'recordPolicy' }
  | { readonly kind: 'removeOldKey'; readonly methodId: string }
  | { readonly kind: 'undoRegistration'; readonly methodId: string; readonly code: FailureCode }
  | { readonly kind: 'recogniseMethod'; readonly method: AppearedMethod }
  | { readonly kind: 'removeForbidden'; readonly methodId: string; readonly code: FailureCode }
  | { readonly kind: 'finish' }
  | { readonly kind: 'rollBack'; readonly code: FailureCode; readonly left: FailureCode | null };

/** What only a person can do; the enrolment rests until then. */
export type PersonAction =
  | { readonly kind: 'confirmReset'; readonly code: FailureCode | null }
  | { readonly kind: 'replugKey' }
  | { readonly kind: 'wrongKey'; readonly expected: KeyIdentity }
  | { readonly kind: 'useAnotherKey'; readonly code: FailureCode }
  /** The tenant needs time: ask again after `until` (ISO 8601). */
  | { readonly kind: 'waitForTenant'; readonly until: string }
  /** Done on Microsoft's page and on the guide's: register the key, say which of several it is, or ask for another look. */
  | { readonly kind: 'guide'; readonly step: GuideStep };

/** What a person is guided to. */
export type GuideStep = 'register' | 'choose' | 'lookAgain';

/** The end of an enrolment. */
export type EndAction =
  | { readonly kind: 'done' }
  /** `left`: why a credential that signs nobody in may still be on the key; null where none can be. */
  | {
      readonly kind: 'rolledBack';
      readonly code: FailureCode;
      readonly left: FailureCode | null;
    };

/** What to do next, and who does it. */
export type Action =
  | ({ readonly actor: 'page' } & PageAction)
  | ({ readonly actor: 'backend' } & BackendAction)
  | ({ readonly actor: 'person' } & PersonAction)
  | ({ readonly actor: 'nobody' } & EndAction);
