import type { SoftwareKey } from './softwareKey.ts';

export interface SavedKey {
  readonly id: string;
  readonly label: string;
  readonly profileId: string;
  /** As from {@link SoftwareKey.serialise}; `undefined` for a key fresh from the factory. */
  readonly state: string | undefined;
}

interface SavedRack {
  readonly next: number;
  readonly keys: readonly SavedKey[];
}

type Placed = { readonly id: string; readonly label: string; readonly key: SoftwareKey };

function isSavedKey(value: unknown): value is SavedKey {
  if (typeof value !== 'object' || value === null) return false;
  const members: unknown[] = [
    'id' in value && value.id,
    'label' in value && value.label,
    'profileId' in value && value.profileId,
    'state' in value && value.state,
  ];
  return members.every((member) => typeof member === 'string');
}

/** The rack as one text. What cannot be read is an empty rack: the keys of a demo are not worth an error. */
export const savedRack = {
  write(places: Iterable<Placed>, next: number): string {
    const keys = [...places].map(({ id, label, key }) => ({
      id,
      label,
      profileId: key.profile.id,
      state: key.serialise(),
    }));
    return JSON.stringify({ next, keys });
  },
  read(text: string): SavedRack {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return { next: 1, keys: [] };
    }
    if (typeof value !== 'object' || value === null || !('keys' in value) || !('next' in value)) {
      return { next: 1, keys: [] };
    }
    const keys = Array.isArray(value.keys) ? value.keys.filter(isSavedKey) : [];
    return { next: typeof value.next === 'number' ? value.next : 1, keys };
  },
};
