import type { KeyObservation } from './observation.ts';

/** What the page says it did to the key since it was read. */
export type KeyChange =
  | 'resetDone'
  | 'pinSet'
  | 'pinRejected'
  | 'credentialMade'
  | 'proved'
  | 'policyApplied'
  | 'credentialsFound'
  | 'credentialRemoved';

/**
 * Brings the last observation of a key up to date after an action on it, so that the key need not be read again.
 * Only for the same plug of the same key; a replug or a reload means reading it.
 */
export function afterChange(
  key: KeyObservation,
  change: KeyChange,
  detail: {
    readonly pinRetries?: number | null;
    readonly credentialId?: string;
    readonly credentialIds?: readonly string[];
  } = {},
): KeyObservation {
  switch (change) {
    case 'pinSet':
      return { ...key, hasPin: true };
    case 'pinRejected':
      return { ...key, pinRetries: detail.pinRetries ?? null };
    case 'credentialMade':
      return { ...key, holds: [...(key.holds ?? []), ...present(detail.credentialId)] };
    case 'credentialsFound':
      return { ...key, holds: key.holds && [...key.holds, ...(detail.credentialIds ?? [])] };
    case 'credentialRemoved':
      return { ...key, holds: key.holds?.filter((id) => id !== detail.credentialId) ?? null };
    case 'resetDone':
    case 'proved':
    case 'policyApplied':
      // A fresh observation comes with these, or nothing that we look at has changed.
      return key;
  }
}

function present(id: string | undefined): string[] {
  return id === undefined ? [] : [id];
}
