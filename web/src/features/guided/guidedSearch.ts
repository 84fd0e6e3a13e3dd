/** What the guide at the Station keeps in the address, so that a reload changes nothing. */
export interface GuidedSearch {
  /** The Entra object id of the person beside the operator. */
  readonly for?: string;
  readonly profile?: string;
  /** The one that was begun. */
  readonly enrolment?: string;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const isGuid = (value: unknown): value is string => typeof value === 'string' && GUID.test(value);

/** Reads the address; what cannot be an id is left out. */
export function readGuidedSearch(search: Record<string, unknown>): GuidedSearch {
  const { for: userId, profile, enrolment } = search;
  return {
    ...(isGuid(userId) ? { for: userId } : {}),
    ...(typeof profile === 'string' && profile.length <= 64 ? { profile } : {}),
    ...(isGuid(enrolment) ? { enrolment } : {}),
  };
}
