import type { createProfile } from '#shared/api/profiles.ts';
import type { ProfileContent } from '#shared/enrolment/profile.ts';

type Sent = ReturnType<typeof createProfile.parse>['profile'];

/** A profile as a body of its own, with lists that nobody else changes. */
export function sentProfile(content: ProfileContent): Sent {
  return {
    ...content,
    minPinLengthRpIds: [...content.minPinLengthRpIds],
    allowedAaguids: [...content.allowedAaguids],
  };
}
