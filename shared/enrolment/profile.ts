import type { Way } from './way.ts';

/** When a key is wiped before it is enrolled. `ifUsed`: only where it already carries a PIN. */
export type ResetPolicy = 'never' | 'ifUsed' | 'always';

/**
 * Who may learn a PIN that the backend drew. `holderOnly`: its holder, on *My keys*. `operatorOnce`: whoever enrols, once,
 * to hand it over. `sealedLetter`: whoever opens the letter that is printed once.
 */
export type PinDisclosure = 'holderOnly' | 'operatorOnce' | 'sealedLetter';

/** Where the key's PIN comes from, and so who knows it. */
export type PinPolicy =
  /** The backend draws it, seals it in escrow and does the platform side of the PIN protocol; no page has it meanwhile. */
  | {
      readonly source: 'random';
      readonly length: number;
      readonly alphabet: 'digits' | 'alphanumeric';
      /** Absent in the journals of early versions: `holderOnly`. */
      readonly disclosure?: PinDisclosure;
    }
  /** The holder types a new PIN into the page; nobody else learns it. */
  | { readonly source: 'typedByHolder' }
  /** The key already has a PIN and whoever is at the station types it. */
  | { readonly source: 'existing' };

/**
 * The template an enrolment follows. An enrolment keeps the profile it began with: `started` carries a full copy.
 * Lengths are in code points.
 */
export interface EnrolmentProfile {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  readonly reset: ResetPolicy;
  readonly pin: PinPolicy;
  /** Raise the key's minimum PIN length to this (authenticatorConfig setMinPINLength); cannot be lowered without a reset. */
  readonly minPinLength: number | null;
  /** RP IDs that may read the minimum through the minPinLength extension. */
  readonly minPinLengthRpIds: readonly string[];
  /** The holder must choose another PIN at first use. */
  readonly forcePinChange: boolean;
  readonly alwaysUv: boolean;
  readonly enterpriseAttestation: boolean;
  /** Refuse a key whose attestation does not chain to a trusted root, even where the tenant would take it. */
  readonly requireTrustedAttestation: boolean;
  /** AAGUIDs as lowercase GUIDs; empty means any model. */
  readonly allowedAaguids: readonly string[];
  /** `{serial} {model} {upn} {date} {aaguid}`; the filled name has at most 30 characters and keeps the serial. */
  readonly displayNameTemplate: string;
  readonly oldKeys: 'keep' | 'removeAfterProof';
  /** How its keys may be reached. Absent, as in early versions: by every way that fits (`acceptedWays`). */
  readonly ways?: readonly Way[];
}

/** A profile without the name and number that its place in the store gives it: what people write, copy and carry in files. */
export type ProfileContent = Omit<EnrolmentProfile, 'id' | 'version'>;

/** Who may learn the PIN of this profile from us; null where it is not ours to tell. */
export function pinDisclosure(pin: PinPolicy): PinDisclosure | null {
  return pin.source === 'random' ? (pin.disclosure ?? 'holderOnly') : null;
}

/** A profile's content alone. */
export function profileContent({
  id: _id,
  version: _version,
  ...content
}: EnrolmentProfile): ProfileContent {
  return content;
}
