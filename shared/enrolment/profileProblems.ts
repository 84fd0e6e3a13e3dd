import { needsWebHid } from './acceptedWays.ts';
import { type PinPolicy, type ProfileContent, pinDisclosure } from './profile.ts';

/** Something in a profile that cannot be as it is: the member and the sentence to show beside it. */
export interface ProfileProblem {
  readonly member: keyof ProfileContent;
  readonly problem:
    | 'name_empty'
    | 'name_too_long'
    | 'description_too_long'
    | 'pin_length_out_of_range'
    | 'min_pin_length_out_of_range'
    | 'pin_shorter_than_minimum'
    | 'disclosure_without_random_pin'
    | 'disclosed_pin_is_kept'
    | 'existing_pin_with_reset'
    | 'rp_ids_without_minimum'
    | 'rp_id_malformed'
    | 'too_many_rp_ids'
    | 'template_empty'
    | 'template_too_long'
    | 'template_placeholder_unknown'
    | 'aaguid_malformed'
    | 'too_many_models'
    | 'ways_empty'
    | 'way_cannot_follow';
}

/** How long a name may be, in UTF-16 units: it stands on a button. */
const MAX_PROFILE_NAME = 60;
const MAX_PROFILE_DESCRIPTION = 300;
/** A PIN that we draw, in code points. */
export const PIN_LENGTH = { min: 6, max: 63 } as const;
/** What a key's minimum may be set to, in code points. */
export const MIN_PIN_LENGTH = { min: 4, max: 63 } as const;
const MAX_TEMPLATE = 100;
/** Keys hold few (getInfo 0x10 maxRPIDsForSetMinPINLength); more than this none does. */
const MAX_RP_IDS = 8;
const MAX_MODELS = 100;

/** The placeholders a display-name template may hold. */
const DISPLAY_NAME_PLACEHOLDERS = ['serial', 'model', 'upn', 'date', 'aaguid'] as const;

const AAGUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const RP_ID =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
const CONTROL = /\p{Cc}/u;

/**
 * Finds the contradictions in a profile; an empty list means that it can be followed.
 * @see CTAP 2.3 §6.11.4 setMinPINLength (4 to 63 code points), §6.5.1 PIN composition.
 */
export function profileProblems(profile: ProfileContent): ProfileProblem[] {
  return [
    ...nameProblems(profile),
    ...pinProblems(profile),
    ...minimumProblems(profile),
    ...templateProblems(profile.displayNameTemplate),
    ...modelProblems(profile.allowedAaguids),
    ...wayProblems(profile),
  ];
}

function found(member: ProfileProblem['member'], problem: ProfileProblem['problem']) {
  return { member, problem };
}

function nameProblems({ name, description }: ProfileContent): ProfileProblem[] {
  const problems: ProfileProblem[] = [];
  if (name.trim() === '' || CONTROL.test(name)) problems.push(found('name', 'name_empty'));
  if (name.length > MAX_PROFILE_NAME) problems.push(found('name', 'name_too_long'));
  if (description.length > MAX_PROFILE_DESCRIPTION) {
    problems.push(found('description', 'description_too_long'));
  }
  return problems;
}

function pinProblems(profile: ProfileContent): ProfileProblem[] {
  const { pin } = profile;
  const problems = pin.source === 'random' ? drawnPinProblems(pin, profile.minPinLength) : [];
  const disclosure = pinDisclosure(pin);
  if (disclosure === null && 'disclosure' in pin) {
    problems.push(found('pin', 'disclosure_without_random_pin'));
  }
  if (disclosure !== null && disclosure !== 'holderOnly' && !profile.forcePinChange) {
    // Somebody else has held it in their hands: the holder must not go on with it.
    problems.push(found('pin', 'disclosed_pin_is_kept'));
  }
  if (pin.source === 'existing' && profile.reset !== 'never') {
    problems.push(found('reset', 'existing_pin_with_reset'));
  }
  return problems;
}

function drawnPinProblems(
  { length }: Extract<PinPolicy, { source: 'random' }>,
  minimum: number | null,
): ProfileProblem[] {
  if (!isWithin(length, PIN_LENGTH)) return [found('pin', 'pin_length_out_of_range')];
  return minimum !== null && length < minimum ? [found('pin', 'pin_shorter_than_minimum')] : [];
}

function minimumProblems({ minPinLength, minPinLengthRpIds }: ProfileContent): ProfileProblem[] {
  const problems: ProfileProblem[] = [];
  if (minPinLength !== null && !isWithin(minPinLength, MIN_PIN_LENGTH)) {
    problems.push(found('minPinLength', 'min_pin_length_out_of_range'));
  }
  if (minPinLength === null && minPinLengthRpIds.length > 0) {
    problems.push(found('minPinLengthRpIds', 'rp_ids_without_minimum'));
  }
  if (!minPinLengthRpIds.every((rpId) => RP_ID.test(rpId))) {
    problems.push(found('minPinLengthRpIds', 'rp_id_malformed'));
  }
  if (minPinLengthRpIds.length > MAX_RP_IDS) {
    problems.push(found('minPinLengthRpIds', 'too_many_rp_ids'));
  }
  return problems;
}

function templateProblems(template: string): ProfileProblem[] {
  const member = 'displayNameTemplate';
  if (template.trim() === '') return [found(member, 'template_empty')];
  if (template.length > MAX_TEMPLATE) return [found(member, 'template_too_long')];
  const known = new Set<string>(DISPLAY_NAME_PLACEHOLDERS);
  const rest = template.replace(/\{([^{}]*)\}/g, (whole, name: string) =>
    known.has(name) ? '' : whole,
  );
  // A brace that is left stands for nothing, alone or around a word that we do not know.
  return /[{}]/.test(rest) ? [found(member, 'template_placeholder_unknown')] : [];
}

function modelProblems(aaguids: readonly string[]): ProfileProblem[] {
  const member = 'allowedAaguids';
  if (aaguids.length > MAX_MODELS) return [found(member, 'too_many_models')];
  return aaguids.every((aaguid) => AAGUID.test(aaguid)) ? [] : [found(member, 'aaguid_malformed')];
}

function wayProblems(profile: ProfileContent): ProfileProblem[] {
  const { ways } = profile;
  if (ways === undefined) return [];
  if (ways.length === 0) return [found('ways', 'ways_empty')];
  const isBeyond = needsWebHid(profile) && ways.some((way) => way !== 'webhid');
  return isBeyond ? [found('ways', 'way_cannot_follow')] : [];
}

function isWithin(value: number, range: { readonly min: number; readonly max: number }): boolean {
  return Number.isInteger(value) && value >= range.min && value <= range.max;
}
