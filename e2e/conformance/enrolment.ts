import { createHash } from 'node:crypto';
import { COSE_ALGORITHM } from '#shared/cose/coseAlgorithms.ts';
import type { CtapClient } from '#shared/ctap/client.ts';
import type { CredentialDescriptor } from '#shared/ctap/commands/credentialEntities.ts';
import type { GetAssertionResponse } from '#shared/ctap/commands/getAssertion.ts';
import type { GetInfo } from '#shared/ctap/commands/getInfo.ts';
import type { MakeCredentialParameters } from '#shared/ctap/commands/makeCredential.ts';
import type { CtapCallOptions } from '#shared/ctap/ctapCall.ts';
import { hasPin, supportsSetMinPinLength } from '#shared/ctap/features.ts';
import type { PinUvPlatform } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import {
  type AttestedCredentialData,
  type AuthenticatorData,
  parseAuthenticatorData,
} from '#shared/webauthn/authenticatorData.ts';

export const RP_ID = 'login.microsoft.com';
export const RP_ID_HASH = new Uint8Array(createHash('sha256').update(RP_ID).digest());
const CREATE_HASH = new Uint8Array(32).fill(0xc1);
export const PROOF_HASH = new Uint8Array(32).fill(0x9f);

/** A request as Entra's creation options make it, for one person. */
export function credentialFor(
  user: string,
  more: Partial<MakeCredentialParameters> = {},
): MakeCredentialParameters {
  return {
    clientDataHash: CREATE_HASH,
    rp: { id: RP_ID, name: 'Microsoft' },
    user: { id: new TextEncoder().encode(user), name: `${user}@example.org`, displayName: user },
    pubKeyCredParams: [
      { type: 'public-key', alg: COSE_ALGORITHM.ES256 },
      { type: 'public-key', alg: COSE_ALGORITHM.RS256 },
    ],
    options: { rk: true },
    ...more,
  };
}

/** What an enrolment left behind. */
export interface Enrolled {
  readonly before: GetInfo;
  readonly after: GetInfo;
  readonly authData: AuthenticatorData;
  readonly attested: AttestedCredentialData;
  readonly credential: CredentialDescriptor;
  readonly proof: GetAssertionResponse;
}

/** Makes a credential and gives what is needed to name it later. */
export async function makeFor(
  client: CtapClient,
  platform: PinUvPlatform,
  user: string,
  options?: CtapCallOptions,
): Promise<Pick<Enrolled, 'authData' | 'attested' | 'credential'>> {
  const made = await client.makeCredential({ ...credentialFor(user), platform }, options);
  const authData = parseAuthenticatorData(made.authData);
  const attested = authData.attestedCredentialData;
  if (attested === undefined) throw new Error('no attested credential data');
  return { authData, attested, credential: { type: 'public-key', id: attested.credentialId } };
}

/** An assertion that costs no touch. */
export function prove(
  client: CtapClient,
  platform: PinUvPlatform,
  credential: CredentialDescriptor,
  options?: CtapCallOptions,
): Promise<GetAssertionResponse> {
  const wanted = {
    platform,
    rpId: RP_ID,
    clientDataHash: PROOF_HASH,
    allowList: [credential],
    options: { up: false },
  };
  return client.getAssertion(wanted, options);
}

/**
 * The key's side of a whole enrolment by the default profile, in its order: look, PIN, credential, proof, policy, look.
 * Goes on from where an interrupted one stopped, as far as the key shows it.
 */
export async function enrol(
  client: CtapClient,
  platform: PinUvPlatform,
  options?: CtapCallOptions,
): Promise<Enrolled> {
  const before = await client.getInfo(options);
  if (!hasPin(before)) await client.setPin({ platform }, options);
  const made = await makeFor(client, platform, 'alex', options);
  const proof = await prove(client, platform, made.credential, options);
  if (supportsSetMinPinLength(before)) {
    const policy = { platform, newMinPinLength: 6, forceChangePin: true };
    await client.setMinPinLength(policy, options);
  }
  return { before, after: await client.getInfo(options), ...made, proof };
}
