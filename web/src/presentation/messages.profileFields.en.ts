import type { FileProblem } from '#shared/enrolment/fileProblem.ts';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import type { ProfileProblem } from '#shared/enrolment/profileProblems.ts';
import type { ScriptNote } from '#shared/enrolment/scriptConfig.ts';
import { digits, plural } from './numbers.en.ts';

/** A member of a profile for the person who decides about it: what it is called, and what it does. */
interface FieldWords {
  readonly label: string;
  readonly meaning: string;
}

const fields: Readonly<Record<keyof ProfileContent, FieldWords>> = {
  name: {
    label: 'Name',
    meaning: 'What operators choose by at the Station. No two profiles in use have the same name.',
  },
  description: {
    label: 'What it is for',
    meaning: 'A sentence for your colleagues. It changes nothing on a key.',
  },
  pin: {
    label: 'PIN',
    meaning:
      'Where the key’s PIN comes from decides who can ever know it. A drawn PIN is sealed before it is set, so that none is lost. A key that once has a PIN can change it, but not be without one.',
  },
  reset: {
    label: 'Keys that were used before',
    meaning:
      'A reset erases every passkey on the key and its PIN, for all sites and not only for Entra. It is never done without a person who confirms it for that key.',
  },
  minPinLength: {
    label: 'Minimum PIN length',
    meaning:
      'The key itself refuses shorter PINs from then on, also when the holder chooses their own. It can be raised later and never lowered. A key that cannot do it is enrolled without, and the Station says so.',
  },
  minPinLengthRpIds: {
    label: 'Who may ask for the minimum',
    meaning:
      'Sites (RP IDs such as login.microsoft.com) that the key tells its minimum PIN length to. Entra does not ask for it, so most leave this empty.',
  },
  forcePinChange: {
    label: 'Change the PIN at first use',
    meaning:
      'The key refuses to sign in until its holder has chosen another PIN. It ends with that change. Windows 11 and Chrome on macOS ask for it in passing; elsewhere the holder needs a settings page for it.',
  },
  alwaysUv: {
    label: 'Ask for the PIN or a fingerprint every time',
    meaning:
      'Also for sites that would be content with a touch. It can be switched off again with the PIN, unless the model refuses that; on many keys it also turns the older U2F off.',
  },
  enterpriseAttestation: {
    label: 'Enterprise attestation',
    meaning:
      'Lets the key tell sites that its maker has listed which single key it is. It needs keys that were ordered for it; Entra does not ask for it.',
  },
  requireTrustedAttestation: {
    label: 'Genuine keys only',
    meaning:
      'The key’s certificate must lead to a root that your installation trusts (KEYWRIGHT_ATTESTATION_ROOTS_FILE), even where Entra would take less. Without that file every key is refused.',
  },
  allowedAaguids: {
    label: 'Models',
    meaning:
      'A key of another model is refused before anything on it is changed. Entra’s own passkey policy counts too: this can only be narrower.',
  },
  displayNameTemplate: {
    label: 'Name in Entra',
    meaning:
      'What the passkey is called in Entra, at most 30 characters. {serial} {model} {upn} {date} {aaguid} are filled in; where it gets too long, the serial number stays whole.',
  },
  oldKeys: {
    label: 'Their other passkeys',
    meaning:
      'Removing happens after the new key has shown that it can sign in, so nobody is locked out by a key that does not work. Whoever needs a removed key again has to enrol it again.',
  },
  onForbidden: {
    label: 'A forbidden key from Microsoft’s page',
    meaning:
      'Whoever registers a key on Microsoft’s own page can choose any that Entra takes. Keywright sees it afterwards. Removing takes it from Entra within seconds; it is only ever the key that appeared while it was watched for, and it counts among the removals of the operator.',
  },
  ways: {
    label: 'How the key may be reached',
    meaning:
      'Only WebHID reads a key before anything is done to it, erases it, seals its PIN and sets its rules. By the other ways the browser makes the passkey; what they cannot set is left out, and the Station says so.',
  },
};

const problems: Readonly<Record<ProfileProblem['problem'] | 'name_taken', string>> = {
  name_empty: 'Give it a name, on one line.',
  name_too_long: 'At most 60 characters.',
  name_taken: 'Another profile in use has this name.',
  description_too_long: 'At most 300 characters.',
  pin_length_out_of_range: 'A drawn PIN has 6 to 63 characters.',
  min_pin_length_out_of_range: 'Keys take a minimum of 4 to 63.',
  pin_shorter_than_minimum:
    'The drawn PIN is shorter than the minimum below. Draw a longer one, or lower the minimum.',
  disclosure_without_random_pin: 'Only a drawn PIN can be told to somebody.',
  disclosed_pin_is_kept:
    'Somebody else has seen this PIN, so the holder must not go on with it. Tick “Change the PIN at first use”, or let only the holder see it.',
  existing_pin_with_reset:
    'A reset erases the PIN that is to be kept. Choose “Never erase”, or another PIN.',
  rp_ids_without_minimum: 'There is no minimum to tell. Set one, or empty this list.',
  rp_id_malformed: 'A domain name on each line, without https:// and paths.',
  too_many_rp_ids: 'At most 8; keys hold few.',
  template_empty: 'Without a name nobody could tell their keys apart.',
  template_too_long: 'At most 100 characters.',
  template_placeholder_unknown:
    'Between braces only {serial}, {model}, {upn}, {date} and {aaguid} mean something.',
  aaguid_malformed: 'One of these is not an AAGUID.',
  too_many_models: 'At most 100 models. Leave it empty to take any.',
  ways_empty: 'Tick at least one.',
  way_cannot_follow:
    'Erasing keys, a drawn PIN and a forced change of it need WebHID. Leave only that, or change them.',
};

const fileProblems: Readonly<Record<FileProblem['problem'], (member: string) => string>> = {
  too_large: () => 'This is too large to be a profile.',
  not_json: () => 'This is not JSON. A bracket or a quotation mark may be missing at the end.',
  not_an_object: () => 'This is JSON, but not a profile.',
  other_format: () =>
    'This is neither a profile that was saved here nor a configs.json of the scripts.',
  newer_format: () => 'This was saved by a later version of Keywright.',
  member_missing: (member) => `“${member}” is missing.`,
  member_unknown: (member) => `“${member}” is not known here.`,
  member_malformed: (member) => `“${member}” has a value that it cannot have.`,
};

const scriptNotes: Readonly<Record<ScriptNote, string>> = {
  tenant_is_a_setting: 'The tenant is a setting of the backend.',
  client_is_a_setting: 'The backend has its own application in Entra.',
  secret_not_needed:
    'It was not taken over and not sent anywhere. Keywright needs no client secret: remove this one in Entra, and the file with it.',
  group_not_taken: 'For whom a key is, is chosen at the Station.',
  challenge_fetched_late:
    'Not needed: the challenge is fetched when the key is ready, and again if it runs out. How long it lives is chosen for each batch.',
  old_keys_removed_later:
    'Taken over, in another order: old passkeys go once the new key is proven, not before.',
  pin_told_once:
    'Taken over: six random digits. They are shown to the operator once and stand in no list.',
  pin_for_holder_only:
    'Taken over: six random digits. Since no change is forced, only the holder gets to see them.',
  policy_member_absent: 'Not in this file: no minimum PIN length and no forced change.',
  unknown_member: 'Not one of the scripts’ members. It was ignored.',
};

/** Words about the members of profiles: their meaning, what contradicts itself, and what is wrong with a file. */
export const profileFieldMessages = {
  fields,
  problems,
  fileProblems,
  scriptNotes,
  pinSources: {
    random: { label: 'Drawn at random', hint: 'Keywright draws it and seals it.' },
    typedByHolder: {
      label: 'Typed by the holder',
      hint: 'They stand at the Station; nobody else learns it.',
    },
    existing: { label: 'The one the key has', hint: 'Whoever knows it types it at the Station.' },
  },
  disclosureLabel: 'Who gets to see it',
  disclosures: {
    holderOnly: { label: 'Only the holder', hint: 'Once, under My keys, when they have the key.' },
    operatorOnce: { label: 'The operator tells them', hint: 'Shown once at the Station.' },
    sealedLetter: { label: 'By letter', hint: 'Printed once, to fold and seal.' },
  },
  onForbidden: {
    flag: {
      label: 'Keep and flag it',
      hint: 'It works; journal and audit say that it is not allowed.',
    },
    remove: {
      label: 'Remove it again',
      hint: 'As soon as it is seen, unless it is their last one that works.',
    },
  },
  ways: {
    webhid: 'WebHID',
    extension: 'Companion extension',
    override: 'Remote desktop override',
    guided: 'Microsoft’s own page',
  },
  waysLimited:
    'This profile erases keys, draws their PIN or forces a change of it: only WebHID can.',
  pinLength: 'Length',
  alphabetLabel: 'Made of',
  alphabets: { digits: 'Digits', alphanumeric: 'Letters and digits' },
  pinCount: (amount: string) => `${amount} PINs`,
  pinCountDigits: (length: number) => `so many PINs that the number has ${digits(length)} digits`,
  strength: (count: string) =>
    `One of ${count}. A key locks after 8 wrong tries at most, and after 3 in a row it wants to be plugged in again.`,
  resets: {
    never: { label: 'Never erase', hint: 'A key with a PIN that we do not know is refused.' },
    ifUsed: { label: 'Erase keys that have a PIN', hint: 'New keys are left as they are.' },
    always: { label: 'Erase every key', hint: 'New ones too.' },
  },
  setMinimum: 'Set a minimum PIN length',
  minimum: 'At least',
  rpIdsHelp: 'One on each line.',
  oldKeys: {
    keep: { label: 'Keep them', hint: 'The new key comes in addition.' },
    removeAfterProof: { label: 'Remove them', hint: 'As soon as the new key is proven.' },
  },
  sampleName: (name: string) => `For example: ${name}`,
  anyModel: 'Any model that Entra takes',
  addModel: 'Add a model',
  pickModel: 'Choose…',
  otherModel: 'Another, by its AAGUID',
  addAaguid: 'Add by AAGUID',
  aaguidHelp: 'As in getInfo: 8-4-4-4-12 hexadecimal digits.',
  aaguidWrong: 'This is not an AAGUID: 32 hexadecimal digits in five groups.',
  add: 'Add',
  remove: (name: string) => `Remove ${name}`,
  chosenModels: 'Models that are taken',
  firmwares: (count: number, all: number) =>
    count === all
      ? plural(all, '1 AAGUID', `all ${digits(all)} AAGUIDs`)
      : `${digits(count)} of ${digits(all)} AAGUIDs`,
  sections: {
    about: 'About it',
    pin: 'The PIN',
    key: 'What is set on the key',
    models: 'Which keys',
    ways: 'Ways',
    entra: 'In Entra',
  },
  marks: {
    forever: 'Cannot be undone',
    untilReset: 'Only a reset undoes this',
    untilChanged: 'Ends when the PIN is changed',
    switchable: 'Can be switched off again',
  },
  values: {
    yes: 'Yes',
    no: 'No',
    none: 'None',
    drawn: (length: number, isDigits: boolean, who: string) =>
      `${length} random ${isDigits ? 'digits' : 'letters and digits'}, ${who}`,
    who: {
      holderOnly: 'for the holder alone',
      operatorOnce: 'told by the operator',
      sealedLetter: 'by letter',
    },
    typed: 'Typed by the holder',
    existing: 'The one the key has',
  },
  summary: {
    typedByHolder: 'PIN typed by the holder',
    existing: 'The key keeps its PIN',
    changed: 'changed at first use',
    ifUsed: 'used keys are erased',
    always: 'every key is erased',
    oldRemoved: 'old passkeys removed',
    genuine: 'genuine keys only',
    models: (count: number) => plural(count, 'one model only', `${digits(count)} models only`),
  },
} as const;
