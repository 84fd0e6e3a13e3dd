import type { FailureCode } from '#shared/failure/codes.ts';
import { reachingTargets } from './policyTargets.ts';
import type { Fido2Policy, PasskeyProfileResource } from './wire.ts';

/** What the tenant's policy has against a passkey for a member of these groups. */
export function policyProblems(policy: Fido2Policy, groupIds: ReadonlySet<string>): FailureCode[] {
  if (policy.state !== 'enabled') return ['passkeys_disabled'];
  const problems: FailureCode[] = [];
  // Entra refuses registrations by administrators too while self-service is off (known issue of the API).
  if (policy.isSelfServiceRegistrationAllowed === false) problems.push('self_service_off');
  if (reachingTargets(policy, groupIds).length === 0) problems.push('user_outside_passkey_policy');
  return problems;
}

/** The profile that the deprecated members describe, for tenants or answers without profiles. */
function legacyProfile(policy: Fido2Policy): PasskeyProfileResource {
  return {
    id: '',
    passkeyTypes: 'deviceBound',
    attestationEnforcement: policy.isAttestationEnforced === true ? 'registrationOnly' : 'disabled',
    keyRestrictions: policy.keyRestrictions,
  };
}

function profilesFor(policy: Fido2Policy, groupIds: ReadonlySet<string>) {
  const profiles = policy.passkeyProfiles ?? [];
  if (profiles.length === 0) return [legacyProfile(policy)];
  const ids = reachingTargets(policy, groupIds).flatMap((target) =>
    target.allowedPasskeyProfiles?.length
      ? target.allowedPasskeyProfiles
      : [policy.defaultPasskeyProfile ?? ''],
  );
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  return profiles.filter((profile) => wanted.has(profile.id.toLowerCase()));
}

function permitsModel(profile: PasskeyProfileResource, aaguid: string): boolean {
  // A security key is bound to its device; a profile for synced passkeys only has no place for it.
  const types = (profile.passkeyTypes ?? 'deviceBound').split(',').map((type) => type.trim());
  if (!types.includes('deviceBound')) return false;
  const { keyRestrictions } = profile;
  if (!keyRestrictions?.isEnforced) return true;
  const isListed = (keyRestrictions.aaGuids ?? []).some((id) => id.toLowerCase() === aaguid);
  // A kind of list that is not known yet is taken for the strict one.
  return keyRestrictions.enforcementType === 'block' ? !isListed : isListed;
}

/** Whether a profile wants attestation; a value that is not known yet counts as yes. */
function wantsAttestation(profile: PasskeyProfileResource): boolean {
  return (profile.attestationEnforcement ?? 'disabled') !== 'disabled';
}

/**
 * Whether the policy takes a key of this model from a member of these groups: one of their profiles must be satisfied
 * as a whole.
 * @param aaguid lowercase
 */
export function modelProblem(
  policy: Fido2Policy,
  groupIds: ReadonlySet<string>,
  aaguid: string,
  isAttested: boolean,
): FailureCode | null {
  if (reachingTargets(policy, groupIds).length === 0) return 'user_outside_passkey_policy';
  const permitting = profilesFor(policy, groupIds).filter((p) => permitsModel(p, aaguid));
  if (permitting.length === 0) return 'model_not_allowed';
  return isAttested || permitting.some((profile) => !wantsAttestation(profile))
    ? null
    : 'attestation_required';
}
