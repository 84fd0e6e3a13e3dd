import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { builtInProfileMessages } from './messages.builtInProfiles.ts';

type BuiltInWords = Readonly<Record<string, Pick<EnrolmentProfile, 'name' | 'description'>>>;

/**
 * The name of a profile as it is shown. It is data that an administrator may change: only one that came with the product and
 * still has the name that it came with is said in the page's language.
 */
export function profileName(
  { id, name }: Pick<EnrolmentProfile, 'id' | 'name'>,
  words: BuiltInWords = builtInProfileMessages,
): string {
  return (isUntouched(id, 'name', name) && words[id]?.name) || name;
}

/** The same for its description. */
export function profileDescription(
  { id, description }: Pick<EnrolmentProfile, 'id' | 'description'>,
  words: BuiltInWords = builtInProfileMessages,
): string {
  return (isUntouched(id, 'description', description) && words[id]?.description) || description;
}

function isUntouched(id: string, member: 'name' | 'description', stored: string): boolean {
  return BUILT_IN_PROFILES.some((profile) => profile.id === id && profile[member] === stored);
}
