import type { Way } from '#shared/enrolment/way.ts';

/** What the Station keeps in the address, so that a reload changes nothing. */
export interface StationSearch {
  /** The Entra object id of the person the next key is for. */
  readonly for?: string;
  readonly profile?: string;
  /** The way to the key that the person chose. */
  readonly way?: Way;
}

const WAYS: readonly unknown[] = ['webhid', 'extension', 'override', 'guided'] satisfies Way[];
const isWay = (value: unknown): value is Way => WAYS.includes(value);
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads the address; what cannot be an id is left out. */
export function readStationSearch(search: Record<string, unknown>): StationSearch {
  const { for: userId, profile, way } = search;
  return {
    ...(typeof userId === 'string' && GUID.test(userId) ? { for: userId } : {}),
    ...(typeof profile === 'string' && profile.length <= 64 ? { profile } : {}),
    ...(isWay(way) ? { way } : {}),
  };
}
