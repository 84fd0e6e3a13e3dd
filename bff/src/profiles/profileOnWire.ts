import type { enrolmentProfile } from '#shared/api/index.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';

/** A profile as an answer: lists of its own, which whoever writes the answer may change. */
export function profileOnWire({
  ways,
  ...profile
}: EnrolmentProfile): ReturnType<typeof enrolmentProfile.parse> {
  return {
    ...profile,
    minPinLengthRpIds: [...profile.minPinLengthRpIds],
    allowedAaguids: [...profile.allowedAaguids],
    ...(ways === undefined ? {} : { ways: [...ways] }),
  };
}
