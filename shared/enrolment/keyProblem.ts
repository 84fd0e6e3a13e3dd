import type { FailureCode } from '../failure/codes.ts';
import type { KeyObservation } from './observation.ts';
import type { EnrolmentProfile } from './profile.ts';

/**
 * Says why a key cannot be used with a profile, before anything on it is changed; null when it can.
 * Order: what no setting can mend comes first.
 */
export function keyProblem(key: KeyObservation, profile: EnrolmentProfile): FailureCode | null {
  const { abilities } = key;
  if (!abilities.fido2) return 'key_without_fido2';
  if (!abilities.discoverableCredentials) return 'key_without_discoverable_credentials';
  if (!abilities.es256) return 'key_without_es256';
  if (!abilities.clientPin) return 'key_without_pin_support';
  const allowed = profile.allowedAaguids;
  if (allowed.length > 0 && !allowed.includes(key.identity.aaguid)) return 'model_not_allowed';
  if (profile.pin.source === 'existing') {
    if (!key.hasPin) return 'pin_not_set';
    if (key.pinRetries === 0) return 'pin_blocked';
    if (key.forcePinChange) return 'pin_change_required';
  } else if (key.hasPin && profile.reset === 'never') {
    return 'key_pin_unknown';
  }
  if (
    profile.pin.source === 'random' &&
    profile.pin.length < key.minPinLength &&
    profile.reset === 'never'
  ) {
    return 'pin_too_short';
  }
  if (key.remainingCredentials === 0 && profile.reset === 'never') return 'key_store_full';
  return null;
}
