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
}

/** Something in a profile that cannot be as it is: the member and the sentence to show beside it. */
export interface ProfileProblem {
  readonly member: keyof EnrolmentProfile;
  readonly problem:
    | 'pin_length_out_of_range'
    | 'min_pin_length_out_of_range'
    | 'pin_shorter_than_minimum'
    | 'disclosure_without_random_pin'
    | 'disclosed_pin_is_kept'
    | 'existing_pin_with_reset'
    | 'rp_ids_without_minimum'
    | 'template_empty'
    | 'template_placeholder_unknown'
    | 'aaguid_malformed';
}

/** Who may learn the PIN of this profile from us; null where it is not ours to tell. */
export function pinDisclosure(pin: PinPolicy): PinDisclosure | null {
  return pin.source === 'random' ? (pin.disclosure ?? 'holderOnly') : null;
}

/** The placeholders a display-name template may hold. */
const DISPLAY_NAME_PLACEHOLDERS = ['serial', 'model', 'upn', 'date', 'aaguid'] as const;

const PIN_LENGTH = { min: 6, max: 63 } as const;
const MIN_PIN_LENGTH = { min: 4, max: 63 } as const;
const AAGUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Finds the contradictions in a profile; an empty list means that it can be followed.
 * @see CTAP 2.3 §6.11.4 setMinPINLength (4 to 63 code points), §6.5.1 PIN composition.
 */
export function profileProblems(profile: EnrolmentProfile): ProfileProblem[] {
  const problems: ProfileProblem[] = [];
  const { pin, minPinLength } = profile;
  if (pin.source === 'random') {
    if (!isWithin(pin.length, PIN_LENGTH)) {
      problems.push({ member: 'pin', problem: 'pin_length_out_of_range' });
    } else if (minPinLength !== null && pin.length < minPinLength) {
      problems.push({ member: 'pin', problem: 'pin_shorter_than_minimum' });
    }
  }
  const disclosure = pinDisclosure(pin);
  if (disclosure === null) {
    if ('disclosure' in pin) {
      problems.push({ member: 'pin', problem: 'disclosure_without_random_pin' });
    }
  } else if (disclosure !== 'holderOnly' && !profile.forcePinChange) {
    // Somebody else has held it in their hands: the holder must not go on with it.
    problems.push({ member: 'pin', problem: 'disclosed_pin_is_kept' });
  }
  if (pin.source === 'existing' && profile.reset !== 'never') {
    problems.push({ member: 'reset', problem: 'existing_pin_with_reset' });
  }
  if (minPinLength !== null && !isWithin(minPinLength, MIN_PIN_LENGTH)) {
    problems.push({ member: 'minPinLength', problem: 'min_pin_length_out_of_range' });
  }
  if (minPinLength === null && profile.minPinLengthRpIds.length > 0) {
    problems.push({ member: 'minPinLengthRpIds', problem: 'rp_ids_without_minimum' });
  }
  return [
    ...problems,
    ...templateProblems(profile.displayNameTemplate),
    ...(profile.allowedAaguids.every((aaguid) => AAGUID.test(aaguid))
      ? []
      : [{ member: 'allowedAaguids', problem: 'aaguid_malformed' } as const]),
  ];
}

function templateProblems(template: string): ProfileProblem[] {
  if (template.trim() === '') {
    return [{ member: 'displayNameTemplate', problem: 'template_empty' }];
  }
  const known = new Set<string>(DISPLAY_NAME_PLACEHOLDERS);
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].some(
    ([, name]) => !known.has(name ?? ''),
  );
  return unknown
    ? [{ member: 'displayNameTemplate', problem: 'template_placeholder_unknown' }]
    : [];
}

function isWithin(value: number, range: { readonly min: number; readonly max: number }): boolean {
  return Number.isInteger(value) && value >= range.min && value <= range.max;
}
