import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { CurrentProfiles } from './currentProfiles.ts';

/**
 * The profile that somebody chose, as it was before their eyes.
 * @param version left out by who did not look at it
 * @throws AppError `profile_retired`, `profile_changed`.
 */
export async function chosenProfile(
  profiles: CurrentProfiles,
  profileId: string,
  version: number | undefined,
): Promise<EnrolmentProfile> {
  const profile = await profiles.current(profileId);
  if (profile === null) throw new AppError('profile_retired', 'no such profile, or not any more');
  if (version !== undefined && version !== profile.version) {
    throw new AppError('profile_changed', `version ${profile.version} was made of it since`);
  }
  return profile;
}
