import { equal } from '#shared/bytes/equal.ts';
import type { Passkey } from '../directory/passkeys.ts';
import type { Person } from '../directory/person.ts';
import { badRequest, GraphRefusal } from '../graph/graphError.ts';
import type { World } from '../world.ts';
import { checkAttestation } from './attestation.ts';
import type { ChallengeFault } from './challenges.ts';
import { checkClientData } from './clientData.ts';
import { urlTokenEncode } from './credentialIdText.ts';
import { parseRegistrationBody } from './registrationBody.ts';
import { checkProfiles, checkRegistrationAllowed } from './registrationPolicy.ts';

const CHALLENGE_WORDS: Readonly<Record<ChallengeFault, string>> = {
  unknown: 'The challenge was not issued by this tenant.',
  otherOwner: 'The challenge was issued for another user.',
  expired: 'The challenge has expired.',
  used: 'The challenge has already been used.',
};

/**
 * The whole of `POST fido2Methods`: policy, body, client data, challenge, attestation, profiles,
 * duplicates. Nothing is stored unless everything holds; a challenge is spent by success only.
 * @throws GraphRefusal 400, or 409 for a credential that is registered already
 */
export function registerPasskey(world: World, person: Person, body: unknown): Passkey {
  const profiles = checkRegistrationAllowed(world, person);
  const registration = parseRegistrationBody(body);
  const { rpId, attestationRootsPem, maximumKeys } = world.settings;
  const challenge = checkClientData(registration.clientDataJson, rpId, 'webauthn.create');
  const fault = world.challenges.fault(challenge, person.id, world.now());
  if (fault) throw badRequest(CHALLENGE_WORDS[fault]);
  const attestation = checkAttestation(
    registration.attestationObject,
    registration.clientDataJson,
    {
      rpId,
      rootsPem: attestationRootsPem,
      now: world.now(),
    },
  );
  const { credential } = attestation;
  if (!equal(registration.credentialId, credential.credentialId)) {
    throw badRequest('The id is not the credential id in the authenticator data.');
  }
  checkProfiles(world, profiles, attestation);
  if (world.passkeys.holds(credential.credentialId)) {
    throw new GraphRefusal(409, 'conflict', 'The credential is already registered.');
  }
  if (world.passkeys.of(person.id).length >= maximumKeys) {
    throw badRequest('The user has the maximum number of passkeys.');
  }
  world.challenges.markUsed(challenge);
  const model = world.models[credential.aaGuid] ?? 'Unknown authenticator';
  const passkey: Passkey = {
    id: urlTokenEncode(credential.credentialId),
    userId: person.id,
    credentialId: credential.credentialId,
    displayName: registration.displayName ?? model.slice(0, 30),
    createdDateTime: new Date(world.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    aaGuid: credential.aaGuid,
    model,
    attestationCertificates: attestation.thumbprints,
    attestationLevel: attestation.isTrusted ? 'attested' : 'notAttested',
    passkeyType: credential.isBackupEligible ? 'synced' : 'deviceBound',
    publicKey: credential.publicKeyBytes,
  };
  world.passkeys.add(passkey, world.now(), credential.signCount);
  return passkey;
}
