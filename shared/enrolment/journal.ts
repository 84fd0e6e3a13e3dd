import type { FailureCode } from '../failure/codes.ts';
import type { AppearedMethod } from './appearedMethod.ts';
import type { KeyObservation } from './observation.ts';
import type { EnrolmentProfile } from './profile.ts';
import type { Way } from './way.ts';

/** Whose key it will be, as the directory had them when the enrolment began. */
export interface Holder {
  /** Entra object id, a GUID. */
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
}

/** Everything that can be written into an enrolment's journal. Binary members are base64url without padding. */
export type JournalEvent =
  | {
      readonly type: 'started';
      readonly holder: Holder;
      readonly operatorId: string;
      readonly profile: EnrolmentProfile;
      /** The method ids the holder had before; only these may be removed after proof. */
      readonly methodsBefore: readonly string[];
      /** How long its challenges live, in minutes; absent where the backend's setting says it. */
      readonly challengeMinutes?: number;
      /** Absent, as in the journals of early versions: WebHID. */
      readonly way?: Way;
    }
  | { readonly type: 'keyBound'; readonly key: KeyObservation }
  | { readonly type: 'resetConfirmed' }
  | { readonly type: 'resetStarted' }
  | { readonly type: 'resetDone' }
  | { readonly type: 'pinEscrowed'; readonly escrowId: string }
  | { readonly type: 'pinSetStarted' }
  | { readonly type: 'pinSet' }
  | { readonly type: 'pinRejected'; readonly pinRetries: number | null }
  | {
      readonly type: 'optionsIssued';
      /** The creationOptions exactly as Graph sent them (`publicKey`), JSON. */
      readonly options: string;
      readonly clientDataJson: string;
      readonly expiresAt: string;
      /**
       * The journal says `credentialStarted` before the key is asked to make anything by these options. Absent in the
       * journals of early versions: there, whoever had the options may have used them.
       */
      readonly isMakingAnnounced?: true;
    }
  /** From here on there may be a credential on the key; each try has its own line. */
  | { readonly type: 'credentialStarted' }
  | {
      readonly type: 'credentialMade';
      readonly credentialId: string;
      readonly attestationObject: string;
      /** As the browser wrote it, where the key was not reached over WebHID: the ceremony was about this. */
      readonly clientDataJson?: string;
      /** COSE key, for the proof. */
      readonly publicKey: string;
      readonly aaguid: string;
    }
  | { readonly type: 'credentialVoided'; readonly code: FailureCode }
  /** Without the id in the journals of early versions: all that was known is gone. */
  | { readonly type: 'credentialRemoved'; readonly credentialId?: string }
  /** A look at the key for this RP and holder: what it holds and nobody had known before. */
  | { readonly type: 'credentialsFound'; readonly credentialIds: readonly string[] }
  /** Of what was found, what the directory does not know either. */
  | { readonly type: 'foundAbsent'; readonly credentialIds: readonly string[] }
  | { readonly type: 'postStarted'; readonly displayName: string }
  | { readonly type: 'postNotExecuted'; readonly code: FailureCode; readonly retryAt: string }
  | { readonly type: 'postRefused'; readonly code: FailureCode; readonly graphCode: string | null }
  | { readonly type: 'absentSeen' }
  | { readonly type: 'registered'; readonly methodId: string; readonly model: string | null }
  | {
      readonly type: 'proofAsked';
      readonly clientDataJson: string;
      /** What the challenge was made of, where the browser makes it itself (`proofChallenge`). */
      readonly nonce?: string;
    }
  | { readonly type: 'proved' }
  | { readonly type: 'proofFailed' }
  | {
      readonly type: 'policyApplied';
      /** Null where the key cannot be asked. */
      readonly key: KeyObservation | null;
      readonly skipped: readonly string[];
    }
  | { readonly type: 'oldKeyRemovalStarted'; readonly methodId: string }
  | { readonly type: 'oldKeyRemoved'; readonly methodId: string }
  /** The directory will not remove it; somebody else has to. */
  | { readonly type: 'oldKeyKept'; readonly methodId: string; readonly code: FailureCode }
  | { readonly type: 'registrationUndone'; readonly code: FailureCode }
  /** On Microsoft's page, way `guided`: the first look at the directory that had methods nobody had seen before. */
  | { readonly type: 'methodsAppeared'; readonly methods: readonly AppearedMethod[] }
  /** There were several, and a person said which one is their key. */
  | { readonly type: 'methodChosen'; readonly methodId: string }
  /** The new key is known. `code`: why the profile forbids it; null where it does not. */
  | {
      readonly type: 'methodRecognised';
      readonly method: AppearedMethod;
      readonly code: FailureCode | null;
    }
  /** Nobody had registered anything in time; from here on it is looked for once more, for as long as at first. */
  | { readonly type: 'watchResumed' }
  | { readonly type: 'forbiddenRemovalStarted'; readonly methodId: string }
  /** It is forbidden and stays: the directory, or the limit on removals, does not let it go. */
  | { readonly type: 'forbiddenKept'; readonly methodId: string; readonly code: FailureCode }
  | { readonly type: 'stepFailed'; readonly action: string; readonly code: FailureCode }
  /** Another operator took the enrolment up; from here on they are the one at the key. */
  | { readonly type: 'carriedOn'; readonly operatorId: string }
  | { readonly type: 'cancelled' }
  | { readonly type: 'finished' }
  /** `left`: why a credential may still be on the key; null, or absent in early journals, where none can be. */
  | { readonly type: 'rolledBack'; readonly code: FailureCode; readonly left?: FailureCode | null };

/** A journal line as stored: `seq` counts from 1 without gaps, `at` is ISO 8601 UTC. */
export interface JournalEntry {
  readonly seq: number;
  readonly at: string;
  readonly event: JournalEvent;
}
