import type { KeyIdentity } from './keyIdentity.ts';

/** What a key can do, as far as an enrolment cares. */
export interface KeyAbilities {
  readonly fido2: boolean;
  readonly discoverableCredentials: boolean;
  readonly es256: boolean;
  readonly clientPin: boolean;
  readonly credentialManagement: boolean;
  readonly setMinPinLength: boolean;
  readonly alwaysUvConfigurable: boolean;
  readonly enterpriseAttestation: boolean;
}

/** One look at a plugged key: getInfo, the PIN's state and which of the credentials we asked about it holds. */
export interface KeyObservation {
  readonly identity: KeyIdentity;
  /** Product name from USB, for people. */
  readonly productName: string;
  readonly firmwareVersion: number | null;
  readonly abilities: KeyAbilities;
  readonly hasPin: boolean;
  readonly pinRetries: number | null;
  /** The key wants a replug before it takes a PIN again (powerCycleState). */
  readonly needsPowerCycle: boolean;
  readonly forcePinChange: boolean;
  /** In code points; the key's own minimum. */
  readonly minPinLength: number;
  readonly alwaysUv: boolean;
  readonly enterpriseAttestation: boolean;
  readonly remainingCredentials: number | null;
  /** The ids (base64url) out of those asked about that are on the key; null where the key would not say. */
  readonly holds: readonly string[] | null;
}
