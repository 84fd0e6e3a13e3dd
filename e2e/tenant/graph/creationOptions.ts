import { createHmac } from 'node:crypto';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import type { Person } from '../directory/person.ts';
import { OFFERED_ALGORITHMS } from '../registration/coseKey.ts';
import { credentialIdText } from '../registration/credentialIdText.ts';
import type { World } from '../world.ts';

/** WebAuthn user handle: `OF:` and 48 bytes that never change for a person in this tenant. */
export function userHandle(tenantId: string, personId: string): Uint8Array {
  const opaque = createHmac('sha384', `handle:${tenantId}`).update(personId).digest();
  return concat(new TextEncoder().encode('OF:'), new Uint8Array(opaque));
}

/** Options as captured from Entra; each call issues a new challenge. */
export function creationOptions(
  world: World,
  person: Person,
  minutes: number,
): Record<string, unknown> {
  const { rpId, rpName, tenantId } = world.settings;
  // Entra writes whole seconds; cut the fraction so that the date and the check agree.
  const expiresAt = Math.floor((world.now() + minutes * 60_000) / 1000) * 1000;
  const excluded = world.passkeys.of(person.id).map((passkey, position) => ({
    type: 'public-key',
    id: credentialIdText(passkey.credentialId, world.live.idEncoding, position),
    transports: position % 2 === 0 ? [] : ['usb', 'nfc'],
  }));
  return {
    challengeTimeoutDateTime: new Date(expiresAt).toISOString().replace('.000Z', 'Z'),
    publicKey: {
      rp: { id: rpId, name: rpName },
      user: {
        id: toBase64Url(userHandle(tenantId, person.id)),
        name: person.userPrincipalName,
        displayName: person.displayName,
      },
      challenge: world.challenges.issue(person.id, expiresAt),
      pubKeyCredParams: OFFERED_ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      timeout: 60_000,
      excludeCredentials: excluded,
      authenticatorSelection: {
        authenticatorAttachment: 'cross-platform',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'direct',
      extensions: {
        hmacCreateSecret: true,
        enforceCredentialProtectionPolicy: true,
        credentialProtectionPolicy: 'userVerificationOptional',
      },
    },
  };
}
