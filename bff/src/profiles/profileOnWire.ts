import type { enrolmentProfile } from '#shared/api/index.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';

/** A profile as an answer: lists of its own, which whoever writes the answer may change. */
export function profileOnWire({
  ways,
  ...content
}: EnrolmentProfile): ReturnType<typeof enrolmentProfile.parse> {
  return {
    ...content,
    ...(ways !== undefined && { ways: [...ways] }),
    minPinLengthRpIds: [...content.minPinLengthRpIds],
    allowedAaguids: [...content.allowedAaguids],
  };
}
