import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';

/** Where an enrolment gets the profile that it begins with. */
export interface CurrentProfiles {
  /** The newest version; null where it was retired or never was. */
  current(id: string): Promise<EnrolmentProfile | null>;
}

/** A list that stays as it is, where a store is not the point. */
export function fixedProfiles(profiles: readonly EnrolmentProfile[]): CurrentProfiles {
  return { current: async (id) => profiles.find((profile) => profile.id === id) ?? null };
}
