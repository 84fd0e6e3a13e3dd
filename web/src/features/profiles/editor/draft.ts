import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { type ProfileProblem, profileProblems } from '#shared/enrolment/profileProblems.ts';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';

/** What the parts of the form work with. */
export interface DraftFields {
  readonly content: ProfileContent;
  readonly change: (change: Partial<ProfileContent>) => void;
  /** What is wrong with a member, in words; undefined where nothing is. */
  readonly errorOf: (member: keyof ProfileContent) => string | undefined;
}

type Problem = Omit<ProfileProblem, 'problem'> & {
  readonly problem: ProfileProblem['problem'] | 'name_taken';
};

/** What a new profile begins with: the most careful choice of each. */
export const NEW_PROFILE: ProfileContent = {
  name: '',
  description: '',
  reset: 'ifUsed',
  pin: { source: 'random', length: 8, alphabet: 'digits', disclosure: 'holderOnly' },
  minPinLength: 6,
  minPinLengthRpIds: [],
  forcePinChange: true,
  alwaysUv: false,
  enterpriseAttestation: false,
  requireTrustedAttestation: false,
  allowedAaguids: [],
  displayNameTemplate: '{model} {serial}',
  oldKeys: 'keep',
};

/** Everything that keeps a draft from being saved. @param takenNames the names of the other profiles in use. */
export function draftProblems(content: ProfileContent, takenNames: readonly string[]): Problem[] {
  const name = nameKey(content.name);
  const isTaken = name !== '' && takenNames.some((taken) => nameKey(taken) === name);
  const taken: Problem[] = isTaken ? [{ member: 'name', problem: 'name_taken' }] : [];
  return [...taken, ...profileProblems(content)];
}

function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

/** What is wrong with each member, in words. */
export function problemWords(
  problems: readonly Problem[],
): ReadonlyMap<keyof ProfileContent, string> {
  const byMember = new Map<keyof ProfileContent, string>();
  for (const { member, problem } of problems) {
    const before = byMember.get(member);
    byMember.set(
      member,
      before === undefined ? words.problems[problem] : `${before} ${words.problems[problem]}`,
    );
  }
  return byMember;
}

/** The draft as it is saved: without the spaces that nobody sees. */
export function tidied(content: ProfileContent): ProfileContent {
  return {
    ...content,
    name: content.name.trim(),
    description: content.description.trim(),
    displayNameTemplate: content.displayNameTemplate.trim(),
  };
}
