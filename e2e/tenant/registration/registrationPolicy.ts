import type { Person } from '../directory/person.ts';
import {
  type Fido2Policy,
  type IncludeTarget,
  matchingTargets,
  type PasskeyProfile,
} from '../directory/policies.ts';
import { badRequest, type GraphRefusal } from '../graph/graphError.ts';
import type { World } from '../world.ts';
import type { AttestationResult } from './attestation.ts';

/**
 * Whether the person may register a passkey at all, and under which profiles.
 * @throws GraphRefusal 400: guest, disabled, policy off, self-service off, not in the target groups
 */
export function checkRegistrationAllowed(world: World, person: Person): PasskeyProfile[] {
  const policy = world.policies.fido2;
  if (person.userType === 'Guest' || person.userPrincipalName.includes('#EXT#')) {
    throw badRequest('Passkey registration is not supported for guest users.');
  }
  if (!person.accountEnabled) throw badRequest('The user account is disabled.');
  if (policy.state !== 'enabled') throw badRequest('Passkey (FIDO2) is disabled by policy.');
  if (!policy.isSelfServiceRegistrationAllowed) {
    throw badRequest('Self-service set up of passkeys (FIDO2) is not allowed by policy.');
  }
  const targets = matchingTargets(world.directory, policy, person);
  if (targets.length === 0) throw badRequest('User or group restriction policy failed.');
  return profilesOf(policy, targets);
}

function profilesOf(policy: Fido2Policy, targets: readonly IncludeTarget[]): PasskeyProfile[] {
  const ids = new Set(
    targets.flatMap((t) => t.allowedPasskeyProfiles ?? [policy.defaultPasskeyProfile]),
  );
  return policy.passkeyProfiles.filter((profile) => ids.has(profile.id));
}

function isModelAllowed({ keyRestrictions }: PasskeyProfile, aaGuid: string): boolean {
  const { isEnforced, enforcementType, aaGuids } = keyRestrictions;
  const isListed = aaGuids.some((listed) => listed.toLowerCase() === aaGuid);
  return !isEnforced || isListed === (enforcementType === 'allow');
}

/**
 * Whether the policy lets the person sign in with a key of this model: key restrictions count then, too, attestation does not.
 */
export function isSignInAllowed(world: World, person: Person, aaGuid: string): boolean {
  const policy = world.policies.fido2;
  const targets = matchingTargets(world.directory, policy, person);
  return profilesOf(policy, targets).some((profile) => isModelAllowed(profile, aaGuid));
}

function objection(
  world: World,
  profile: PasskeyProfile,
  { credential, isTrusted }: AttestationResult,
): GraphRefusal | undefined {
  const type = credential.isBackupEligible ? 'synced' : 'deviceBound';
  if (!profile.passkeyTypes.split(',').includes(type)) {
    return badRequest(`Passkeys of type ${type} are not allowed by policy.`);
  }
  if (profile.attestationEnforcement === 'registrationOnly') {
    // Enforcement means a trusted chain and an entry in the metadata service.
    if (!isTrusted || !(credential.aaGuid in world.models)) {
      return badRequest(
        'Attestation is enforced by policy and the attestation could not be verified.',
      );
    }
  }
  if (!isModelAllowed(profile, credential.aaGuid)) {
    return badRequest('The AAGUID of the authenticator is not allowed by key restriction policy.');
  }
  return undefined;
}

/**
 * A key may be registered if it satisfies at least one profile in full.
 * @throws GraphRefusal 400 with the objection of the last profile
 */
export function checkProfiles(
  world: World,
  profiles: readonly PasskeyProfile[],
  attestation: AttestationResult,
): void {
  const objections = profiles.map((profile) => objection(world, profile, attestation));
  if (objections.includes(undefined)) return;
  throw objections.at(-1) ?? badRequest('No passkey profile applies to the user.');
}
