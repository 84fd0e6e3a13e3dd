import { type FileProblem, readJsonObject, unknownMembers } from './fileProblem.ts';
import type { ProfileContent } from './profile.ts';

/**
 * What a person has to know about a member that no profile can take over, or takes over in another way. The words are the
 * page's; the values stay in the file.
 */
export type ScriptNote =
  /** `tenantName`, `client_id`: which tenant, as which application, is a setting of the backend. */
  | 'tenant_is_a_setting'
  | 'client_is_a_setting'
  /** A secret in a file: not taken over, and better withdrawn. */
  | 'secret_not_needed'
  /** For whom is chosen at the Station. */
  | 'group_not_taken'
  /** The challenge is fetched when the key is ready for it. */
  | 'challenge_fetched_late'
  /** The scripts delete first; here the new key is proven before. */
  | 'old_keys_removed_later'
  /** The scripts write the PIN into a list; here it is shown once. */
  | 'pin_told_once'
  /** Without a forced change nobody but the holder may learn it. */
  | 'pin_for_holder_only'
  /** Early scripts have no such member: it counts as off. */
  | 'policy_member_absent'
  /** Not one of the scripts' members. */
  | 'unknown_member';

/** One note and the member that it is about. */
export interface ScriptRemark {
  readonly member: string;
  readonly note: ScriptNote;
}

/** The profile that does what a configuration of the scripts does, or why the text is none. */
export type ReadScriptConfig =
  | { readonly content: ProfileContent; readonly remarks: readonly ScriptRemark[] }
  | { readonly problems: readonly FileProblem[] };

/** What has no counterpart in a profile. */
const ELSEWHERE: Readonly<Record<string, ScriptNote>> = {
  tenantName: 'tenant_is_a_setting',
  client_id: 'client_is_a_setting',
  client_secret: 'secret_not_needed',
  usersInScopeGroup: 'group_not_taken',
  challengeTimeoutInMinutes: 'challenge_fetched_late',
};

const RANDOM = 'useRandomPIN';
const DELETE_OLD = 'deleteExistingUserFIDOCredentials';
const POLICY = 'useCTAP21Features';
const KNOWN = [...Object.keys(ELSEWHERE), RANDOM, DELETE_OLD, POLICY];

/** What the scripts set: PINs of six digits, and with CTAP 2.1 a minimum of six and a forced change. */
const SCRIPT_PIN_LENGTH = 6;

/**
 * Reads `configs.json` of YubicoLabs/entraId-register-passkeys-on-behalf-of-users as a profile with the same outcome, in our
 * own order: nothing old is removed before the new key is proven. No value but the three switches is looked at.
 * @param name of the profile: the file has none
 */
export function readScriptConfig(text: string, name: string): ReadScriptConfig {
  const read = readJsonObject(text);
  if ('problem' in read) return { problems: [read.problem] };
  const { object } = read;
  const isOneOfTheirs = [RANDOM, DELETE_OLD].some((name) => Object.hasOwn(object, name));
  if (!isOneOfTheirs) return { problems: [{ problem: 'other_format', member: null }] };
  const has = (name: string) => Object.hasOwn(object, name);
  const problems = [RANDOM, DELETE_OLD, POLICY].flatMap((member): FileProblem[] => {
    if (!has(member)) return member === POLICY ? [] : [{ problem: 'member_missing', member }];
    return typeof object[member] === 'boolean' ? [] : [{ problem: 'member_malformed', member }];
  });
  if (problems.length > 0) return { problems };
  const isRandom = object[RANDOM] === true;
  const hasPolicy = object[POLICY] === true;
  const removesOld = object[DELETE_OLD] === true;
  const remark = (isSo: boolean, member: string, note: ScriptNote): ScriptRemark[] =>
    isSo ? [{ member, note }] : [];
  return {
    content: { name, ...contentOf(isRandom, hasPolicy, removesOld) },
    remarks: [
      ...Object.entries(ELSEWHERE).flatMap(([member, note]) => remark(has(member), member, note)),
      ...remark(removesOld, DELETE_OLD, 'old_keys_removed_later'),
      ...remark(isRandom, RANDOM, hasPolicy ? 'pin_told_once' : 'pin_for_holder_only'),
      ...remark(!has(POLICY), POLICY, 'policy_member_absent'),
      ...unknownMembers(object, KNOWN).flatMap(({ member }) =>
        remark(true, member ?? '', 'unknown_member'),
      ),
    ],
  };
}

function contentOf(
  isRandom: boolean,
  hasPolicy: boolean,
  removesOld: boolean,
): Omit<ProfileContent, 'name'> {
  return {
    description: '',
    // The scripts stop at a key that has a PIN already, or ask for that PIN; they never erase one.
    reset: 'never',
    pin: isRandom
      ? {
          source: 'random',
          length: SCRIPT_PIN_LENGTH,
          alphabet: 'digits',
          disclosure: hasPolicy ? 'operatorOnce' : 'holderOnly',
        }
      : { source: 'existing' },
    minPinLength: hasPolicy ? SCRIPT_PIN_LENGTH : null,
    minPinLengthRpIds: [],
    forcePinChange: hasPolicy,
    alwaysUv: false,
    enterpriseAttestation: false,
    requireTrustedAttestation: false,
    allowedAaguids: [],
    displayNameTemplate: 'Serial: {serial} {date}',
    oldKeys: removesOld ? 'removeAfterProof' : 'keep',
  };
}
