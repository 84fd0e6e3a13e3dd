import type { GuidedProfile } from '#shared/api/index.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';

/** What a holder is told of a profile that their key is to follow. */
export function guidedProfileOf(profile: EnrolmentProfile): GuidedProfile {
  const { id, name, description, allowedAaguids } = profile;
  return { id, name, description, allowedAaguids: [...allowedAaguids] };
}
