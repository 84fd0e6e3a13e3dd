import { toHex } from '#shared/bytes/hex.ts';
import type { KeyState } from './state/keyState.ts';

/** The inside of a key, for tests and the demo's drawer. No PIN, no private key. */
export interface KeySnapshot {
  readonly powered: boolean;
  readonly pinSet: boolean;
  readonly pinRetries: number;
  readonly uvRetries: number;
  readonly forcePinChange: boolean;
  readonly minPinLength: number;
  readonly minPinLengthRpIds: readonly string[];
  readonly alwaysUv: boolean;
  readonly enterpriseAttestation: boolean;
  readonly fingerprints: readonly { readonly finger: string; readonly name: string | undefined }[];
  /** Ids in hex. */
  readonly credentials: readonly {
    readonly rpId: string;
    readonly credentialId: string;
    readonly userId: string;
    readonly userName: string | undefined;
    readonly discoverable: boolean;
    readonly credProtect: number;
  }[];
  readonly resets: number;
  readonly touches: number;
  readonly waitingForTouch: boolean;
  readonly winking: boolean;
  /** Names of the requests since the key was made, in order: `INIT`, `getInfo`, `clientPin.setPin`, … */
  readonly requests: readonly string[];
}

export interface SnapshotInput {
  readonly state: KeyState;
  readonly powered: boolean;
  readonly waitingForTouch: boolean;
  readonly winking: boolean;
  readonly touches: number;
  readonly requests: readonly string[];
}

export function takeSnapshot({ state, requests, ...outside }: SnapshotInput): KeySnapshot {
  return {
    ...outside,
    pinSet: state.pinHash !== undefined,
    pinRetries: state.pinRetries,
    uvRetries: state.uvRetries,
    forcePinChange: state.forcePinChange,
    minPinLength: state.minPinLength,
    minPinLengthRpIds: state.minPinLengthRpIds,
    alwaysUv: state.alwaysUv,
    enterpriseAttestation: state.enterpriseAttestation,
    fingerprints: state.fingerprints.map(({ finger, name }) => ({ finger, name })),
    credentials: state.credentials.map((credential) => ({
      rpId: credential.rpId,
      credentialId: toHex(credential.credentialId),
      userId: toHex(credential.userId),
      userName: credential.userName,
      discoverable: credential.discoverable,
      credProtect: credential.credProtect,
    })),
    resets: state.resets,
    requests: [...requests],
  };
}
