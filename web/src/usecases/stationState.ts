import type { Enrolment, PluggedKey, StartEnrolment } from '#shared/api/index.ts';
import type { KeyDescription } from '#shared/ctap/describeKey.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { EnrolmentBackend } from './enrolment/run.ts';
import type { EnrolmentRun } from './enrolmentRun.ts';
import type { KeyRing } from './keyRing.ts';
import type { DevicesPort } from './ports.ts';

/** A key in a port of this station and what was read of it. `id` lives as long as the plug. */
export interface StationKey {
  readonly id: string;
  readonly productName: string;
  readonly vendorId: number;
  readonly productId: number;
  /** A software key of the demo. */
  readonly software: boolean;
  readonly state: 'reading' | 'ready' | 'failed';
  /** Why it could not be read, or cannot be used. */
  readonly failure: FailureCode | null;
  readonly observation: KeyObservation | null;
  readonly description: KeyDescription | null;
  /** It holds a passkey of the person who sits here; it is never changed. */
  readonly operatorsOwn: boolean;
  /** The enrolment that uses it. */
  readonly enrolmentId: string | null;
  /** It was looked whether an open enrolment goes on with it; until then it is not to be given to anybody else. */
  readonly isSettled: boolean;
  /** It can blink to show which one it is. */
  readonly canWink: boolean;
}

/** Everything the Station shows, replaced as a whole at every change. */
export interface StationState {
  readonly unavailable: DevicesPort['unavailable'];
  readonly keys: readonly StationKey[];
  readonly runs: readonly EnrolmentRun[];
  /** This operator's open enrolments that nobody works on at this page; they go on by themselves when their key is seen. */
  readonly open: readonly Enrolment[];
}

/** What is enrolled for whom. `keyId` may be left out where one key, or none yet, is plugged in. */
export interface EnrolRequest {
  readonly userId: string;
  readonly profileId: string;
  /** As it was shown to whoever chose it. */
  readonly profileVersion?: number;
  readonly keyId?: string | undefined;
  /** WebHID where it is left out. By another way no key that is plugged in is used by this page. */
  readonly way?: StartEnrolment['way'];
  /** Another person's approval of it. */
  readonly approval?: string | undefined;
}

/** The Station's store: state to render and what a person can do. Fits React's useSyncExternalStore. */
export interface Station {
  /** The keys themselves, for what a person does to one that no enrolment uses. */
  readonly keys: KeyRing;
  getState(): StationState;
  subscribe(listener: () => void): () => void;
  /** Fetches the operator's open enrolments; those whose key is here go on at once. */
  loadOpenEnrolments(): Promise<void>;
  /** Opens the browser's chooser; call it from a click. @throws AppError `device_not_chosen`, `hid_unsupported`, `hid_blocked`. */
  chooseDevice(): Promise<void>;
  /** Reads a key again after it could not be read. */
  readAgain(keyId: string): void;
  /**
   * Opens an enrolment and works on it until its end.
   * @returns the enrolment's id
   * @throws AppError `several_keys` before anything was done; codes of {@link BackendPort.startEnrolment}.
   */
  enrol(request: EnrolRequest): Promise<string>;
  /**
   * Works to its end on the enrolment that `open` gives for the key in this port. `by`: asks that side of the backend, not
   * the operators'.
   * @returns the enrolment's id
   * @throws AppError `device_removed`; what a broken key causes; whatever `open` throws.
   */
  enrolWith(
    keyId: string,
    open: (key: PluggedKey) => Promise<Enrolment>,
    by?: EnrolmentBackend,
  ): Promise<string>;
  /**
   * The same for an enrolment whose key only the browser speaks to.
   * @throws whatever `open` throws.
   */
  enrolInBrowser(open: () => Promise<Enrolment>, by?: EnrolmentBackend): Promise<string>;
  /**
   * Has a key blink where it can, to show which one it is. @throws AppError `device_removed`, `device_busy`.
   * @see CTAP 2.3 §11.2.9.2.1 CTAPHID_WINK
   */
  wink(keyId: string): Promise<void>;
  /** Goes on with an open enrolment. */
  resume(enrolmentId: string): void;
  /**
   * Goes on with an enrolment that any operator began; does nothing when it is worked on here or at its end.
   * @throws AppError codes of {@link BackendPort.enrolment}.
   */
  takeUp(enrolmentId: string, by?: EnrolmentBackend): Promise<void>;
  /** The four answers; each does nothing when the run does not ask for it. */
  answerPin(enrolmentId: string, pin: string): void;
  confirmReset(enrolmentId: string): void;
  tryAgain(enrolmentId: string): void;
  /** Takes the enrolment back; a second time without waiting for its key. */
  cancel(enrolmentId: string): void;
  /** Takes a run off the screen; an enrolment that has not ended stays open and can be resumed. */
  leave(enrolmentId: string): void;
  dispose(): void;
}
