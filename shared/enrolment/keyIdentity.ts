/**
 * What tells one key from another. A serial is a claim (it comes from a vendor command that is not authenticated) but
 * a good one for not mixing keys up; without it the model and what getInfo shows have to do.
 */
export interface KeyIdentity {
  readonly serial: string | null;
  /** Lowercase GUID. */
  readonly aaguid: string;
  /** Hex SHA-256 over the members of getInfo that never change, so that a key is known again after a replug. */
  readonly fingerprint: string;
}

/**
 * Tells whether two observations can be of the same key.
 * Two serials decide; where one is missing, model and fingerprint must agree.
 */
export function isSameKey(a: KeyIdentity, b: KeyIdentity): boolean {
  if (a.aaguid !== b.aaguid) return false;
  if (a.serial !== null && b.serial !== null) return a.serial === b.serial;
  return a.serial === b.serial && a.fingerprint === b.fingerprint;
}

/** The text that locks a key to one open enrolment; two keys of one model without serials cannot be told apart and get none. */
export function keyLock(identity: KeyIdentity): string | null {
  return identity.serial === null ? null : `${identity.aaguid}:${identity.serial}`;
}
