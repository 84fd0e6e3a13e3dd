import { fromHex } from '#shared/bytes/hex.ts';
import type { Profile } from '../profiles/profile.ts';

/** A credential as the key keeps it. Server-side ones (`discoverable: false`) live here too, which no client can see. */
export interface StoredCredential {
  readonly credentialId: Uint8Array;
  readonly rpId: string;
  readonly rpName: string | undefined;
  readonly userId: Uint8Array;
  readonly userName: string | undefined;
  readonly userDisplayName: string | undefined;
  readonly discoverable: boolean;
  readonly algorithm: number;
  readonly secret: Uint8Array;
  /** 1 always usable, 2 with a list of ids, 3 only with user verification. */
  readonly credProtect: number;
  readonly hmacSecretWithUv: Uint8Array | undefined;
  readonly hmacSecretWithoutUv: Uint8Array | undefined;
  readonly credBlob: Uint8Array | undefined;
  readonly largeBlobKey: Uint8Array | undefined;
  readonly thirdPartyPayment: boolean;
  /** Grows with each credential made; the newest has the highest. */
  readonly order: number;
}

export interface Fingerprint {
  readonly templateId: Uint8Array;
  readonly name: string | undefined;
  /** Which finger of the person was laid on: the word the tests and the drawer use. */
  readonly finger: string;
}

/** What survives unplugging. */
export interface KeyState {
  /** As printed on the key; survives a reset. */
  serial: number | undefined;
  /** LEFT(SHA-256(PIN), 16) */
  pinHash: Uint8Array | undefined;
  pinCodePoints: number;
  pinRetries: number;
  uvRetries: number;
  forcePinChange: boolean;
  minPinLength: number;
  minPinLengthRpIds: readonly string[];
  alwaysUv: boolean;
  enterpriseAttestation: boolean;
  signCount: number;
  nextOrder: number;
  credentials: StoredCredential[];
  fingerprints: Fingerprint[];
  largeBlobArray: Uint8Array;
  resets: number;
}

export const PIN_RETRIES = 8;
export const UV_RETRIES = 3;
/** An empty array and the first 16 bytes of its SHA-256 (CTAP 2.1 §6.10.2). */
const EMPTY_LARGE_BLOB_ARRAY = fromHex('8076be8b528d0075f7aae98d6fa57a6d3c');
const DEFAULT_MIN_PIN_LENGTH = 4;

/** A key as it leaves the factory, or after a reset. */
export function freshState(profile: Profile): KeyState {
  return {
    serial: undefined,
    pinHash: undefined,
    pinCodePoints: 0,
    pinRetries: PIN_RETRIES,
    uvRetries: UV_RETRIES,
    forcePinChange: false,
    minPinLength: profile.info.minPINLength ?? DEFAULT_MIN_PIN_LENGTH,
    minPinLengthRpIds: [],
    alwaysUv: profile.info.options['alwaysUv'] === true,
    enterpriseAttestation: false,
    signCount: 0,
    nextOrder: 0,
    credentials: [],
    fingerprints: [],
    largeBlobArray: EMPTY_LARGE_BLOB_ARRAY,
    resets: 0,
  };
}

export function discoverable(state: KeyState): StoredCredential[] {
  return state.credentials.filter((credential) => credential.discoverable);
}

export function remainingPlaces(profile: Profile, state: KeyState): number {
  return profile.capacity - discoverable(state).length;
}

/** True if a PIN or a finger can verify the user right now. */
export function isProtected(state: KeyState): boolean {
  return state.pinHash !== undefined || state.fingerprints.length > 0;
}
