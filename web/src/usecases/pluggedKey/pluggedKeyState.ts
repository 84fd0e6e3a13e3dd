import type { FingerprintFeedback } from '#shared/ctap/commands/fingerprintSample.ts';
import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

/** What a key says of itself without its PIN. Lengths in code points. */
export interface KeyFacts {
  readonly firmwareVersion: number | null;
  /** `impossible`: the key has no PIN, or none that we can speak to. */
  readonly pin: 'impossible' | 'none' | 'set';
  /** Wrong PINs it still takes; null where there is no PIN. */
  readonly pinRetries: number | null;
  /** It takes no PIN before it was plugged in anew. */
  readonly needsReplug: boolean;
  readonly mustChangePin: boolean;
  readonly minPinLength: number;
  readonly maxPinLength: number | null;
  /** It has rules for PINs beyond their length. */
  readonly hasPinPolicy: boolean;
  /** Where its maker says what they are. */
  readonly pinPolicyUrl: string | null;
  /** Passkeys that still fit; null where it does not say. */
  readonly room: number | null;
  readonly canListPasskeys: boolean;
  readonly hasSensor: boolean;
  readonly hasFingerprints: boolean;
  /** False where it can be reset only over NFC or in another way that is not a cable. */
  readonly canResetHere: boolean;
  readonly resetWantsLongTouch: boolean;
}

/** A passkey on the key. `id` is its credential id in hexadecimal digits. */
export interface KeptPasskey {
  readonly id: string;
  readonly userName: string | null;
  readonly displayName: string | null;
}

/** The passkeys for one site; its name is null where the key keeps only a hash of it. */
export interface PasskeySite {
  readonly id: string;
  readonly rpId: string | null;
  readonly passkeys: readonly KeptPasskey[];
}

/** A finger on the key. `id` in hexadecimal digits. */
export interface KeptFingerprint {
  readonly id: string;
  readonly name: string | null;
}

/** What is on a key, which it tells only after its PIN. */
export interface KeyContent {
  /** Null: the key cannot list them. */
  readonly passkeys: { readonly sites: readonly PasskeySite[]; readonly room: number } | null;
  /** Null: it has no sensor. `maxNameBytes` null: it keeps no names. */
  readonly fingerprints: {
    readonly list: readonly KeptFingerprint[];
    readonly maxNameBytes: number | null;
  } | null;
}

/** A key in a port of this computer. `id` lives as long as the plug. */
export interface PortKey {
  readonly id: string;
  readonly productName: string;
  /** Null until it was read. */
  readonly identity: KeyIdentity | null;
  /** An enrolment works on it. */
  readonly isInUse: boolean;
  readonly canWink: boolean;
  readonly failure: FailureCode | null;
}

/** The key that the person manages now. */
export interface ManagedKey extends PortKey {
  readonly identity: KeyIdentity;
  /** Null until they are read. */
  readonly facts: KeyFacts | null;
  /** Null until the PIN was typed, and again a while later. */
  readonly content: KeyContent | null;
}

/** How far a reset is. `replug`: waits for the very key, pulled out and plugged in. */
export type ResetProgress =
  | { readonly step: 'replug'; readonly failure: FailureCode | null }
  | { readonly step: 'touch' };

/** Everything the page shows of the keys, replaced as a whole at every change. */
export interface PluggedKeyState {
  readonly keys: readonly PortKey[];
  /** Some key is still being read for the first time. */
  readonly isReading: boolean;
  /** Null: there is none, or the person has not chosen between several. */
  readonly managed: ManagedKey | null;
  readonly reset: ResetProgress | null;
}

/** One touch of a finger that is being added. */
export interface FingerTouch {
  /** Null: it waits for the first one. */
  readonly feedback: FingerprintFeedback | null;
  readonly done: number;
  /** Good touches that are wanted altogether; null until the first one. */
  readonly total: number | null;
}
