import { WAYS_BEST_FIRST } from './acceptedWays.ts';
import {
  type FileProblem,
  isJsonObject,
  type JsonObject,
  readJsonObject,
  unknownMembers,
} from './fileProblem.ts';
import { type PinPolicy, type ProfileContent, pinDisclosure } from './profile.ts';

/** What a file says of itself, so that another program's JSON is not taken for a profile. */
const FORMAT = 'keywright-profile';
const FORMAT_VERSION = 1;
const FILE_MEMBERS = ['format', 'formatVersion', 'profile'] as const;

/** A profile from a file, or everything that is wrong with the file. Contradictions are for `profileProblems` to find. */
export type ParsedProfileFile =
  | { readonly content: ProfileContent }
  | { readonly problems: readonly FileProblem[] };

/** Writes a profile as the text of a file: JSON with the format's name and version. No id and no version of the profile goes along. */
export function formatProfileFile(content: ProfileContent): string {
  const profile = { ...rebuild(content), pin: wholePin(content.pin) };
  const file = { format: FORMAT, formatVersion: FORMAT_VERSION, profile };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads what {@link formatProfileFile} wrote. Strict: every member has to be there, of its own type, and no other. The
 * members that are read are rebuilt, so nothing else of the file gets any further.
 */
export function parseProfileFile(text: string): ParsedProfileFile {
  const read = readJsonObject(text);
  if ('problem' in read) return { problems: [read.problem] };
  const { object } = read;
  if (object['format'] !== FORMAT) return only('other_format', null);
  if (object['formatVersion'] !== FORMAT_VERSION) return only('newer_format', null);
  const { profile } = object;
  if (!isJsonObject(profile)) return only('member_missing', 'profile');
  const problems = [...unknownMembers(object, FILE_MEMBERS), ...memberProblems(profile)];
  return problems.length === 0
    ? { content: rebuild(profile as JsonObject & ProfileContent) }
    : { problems };
}

/** Says who learns a drawn PIN also where an early version left it out. */
function wholePin(pin: PinPolicy): PinPolicy {
  return pin.source === 'random' ? { ...pin, disclosure: pinDisclosure(pin) ?? 'holderOnly' } : pin;
}

function only(problem: FileProblem['problem'], member: string | null): ParsedProfileFile {
  return { problems: [{ problem, member }] };
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) => typeof value === 'number';
const isTextList: Check = (value) => Array.isArray(value) && value.every(isText);
const isOneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.some((word) => word === value);

const MEMBERS: Readonly<Record<Exclude<keyof ProfileContent, 'ways'>, Check>> = {
  name: isText,
  description: isText,
  reset: isOneOf('never', 'ifUsed', 'always'),
  pin: isJsonObject,
  minPinLength: (value) => value === null || isNumber(value),
  minPinLengthRpIds: isTextList,
  forcePinChange: isFlag,
  alwaysUv: isFlag,
  enterpriseAttestation: isFlag,
  requireTrustedAttestation: isFlag,
  allowedAaguids: isTextList,
  displayNameTemplate: isText,
  oldKeys: isOneOf('keep', 'removeAfterProof'),
};

/** Early files do not have them. */
const NEWER_MEMBERS = {
  ways: (value) => Array.isArray(value) && value.every(isOneOf(...WAYS_BEST_FIRST)),
} as const satisfies Readonly<Record<string, Check>>;

const PIN_MEMBERS: Readonly<Record<PinPolicy['source'], Readonly<Record<string, Check>>>> = {
  random: {
    source: isText,
    length: isNumber,
    alphabet: isOneOf('digits', 'alphanumeric'),
    disclosure: isOneOf('holderOnly', 'operatorOnce', 'sealedLetter'),
  },
  typedByHolder: { source: isText },
  existing: { source: isText },
};

function memberProblems(profile: JsonObject): FileProblem[] {
  const newer = Object.entries(NEWER_MEMBERS).filter(([name]) => Object.hasOwn(profile, name));
  const checks = { ...MEMBERS, ...Object.fromEntries(newer) };
  const problems = checkMembers(profile, checks, 'profile.');
  const { pin } = profile;
  if (!isJsonObject(pin)) return problems;
  const { source } = pin;
  if (source !== 'random' && source !== 'typedByHolder' && source !== 'existing') {
    return [...problems, { problem: 'member_malformed', member: 'profile.pin.source' }];
  }
  return [...problems, ...checkMembers(pin, PIN_MEMBERS[source], 'profile.pin.')];
}

function checkMembers(
  object: JsonObject,
  checks: Readonly<Record<string, Check>>,
  prefix: string,
): FileProblem[] {
  const wrong = Object.entries(checks).flatMap(([name, isGood]): FileProblem[] => {
    if (!Object.hasOwn(object, name)) return [{ problem: 'member_missing', member: prefix + name }];
    return isGood(object[name]) ? [] : [{ problem: 'member_malformed', member: prefix + name }];
  });
  return [...wrong, ...unknownMembers(object, Object.keys(checks), prefix)];
}

/** The members in our own order; every one of them was checked. */
function rebuild(read: ProfileContent): ProfileContent {
  return {
    name: read.name,
    description: read.description,
    reset: read.reset,
    pin: read.pin,
    minPinLength: read.minPinLength,
    minPinLengthRpIds: read.minPinLengthRpIds,
    forcePinChange: read.forcePinChange,
    alwaysUv: read.alwaysUv,
    enterpriseAttestation: read.enterpriseAttestation,
    requireTrustedAttestation: read.requireTrustedAttestation,
    allowedAaguids: read.allowedAaguids,
    displayNameTemplate: read.displayNameTemplate,
    oldKeys: read.oldKeys,
    ...(read.ways === undefined ? {} : { ways: read.ways }),
  };
}
