import { toHex } from '#shared/bytes/hex.ts';
import type { FingerprintClient } from '#shared/ctap/fingerprintClient.ts';
import type { PinUvPlatform } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import type { CallOptions } from '../ports.ts';
import type { KeyContent, KeyFacts } from './pluggedKeyState.ts';

/**
 * Lists what is on a key: passkeys by site, fingers. Each list takes a token of its own, for no more than it needs.
 * @throws CtapError `pin_invalid` with the attempts left, `pin_auth_blocked` `pin_blocked` `pin_change_required`
 */
export async function readKeyContent(
  client: FingerprintClient,
  platform: PinUvPlatform,
  facts: KeyFacts,
  options: CallOptions,
): Promise<KeyContent> {
  return {
    passkeys: facts.canListPasskeys ? await readPasskeys(client, platform, options) : null,
    fingerprints: facts.hasSensor ? await readFingerprints(client, platform, options) : null,
  };
}

async function readPasskeys(
  client: FingerprintClient,
  platform: PinUvPlatform,
  options: CallOptions,
): Promise<KeyContent['passkeys']> {
  const metadata = await client.credentialsMetadata({ platform }, options);
  // Not every key says NO_CREDENTIALS when it is asked for the sites of none.
  const found =
    metadata.existingCredentials === 0 ? [] : await client.listCredentials({ platform }, options);
  return {
    room: metadata.maxPossibleRemainingCredentials,
    sites: found.map(({ rpIdHash, rpId, credentials }) => ({
      id: toHex(rpIdHash),
      rpId: rpId ?? null,
      passkeys: credentials.map(({ credential, user }) => ({
        id: toHex(credential.id),
        userName: user.name ?? null,
        displayName: user.displayName ?? null,
      })),
    })),
  };
}

async function readFingerprints(
  client: FingerprintClient,
  platform: PinUvPlatform,
  options: CallOptions,
): Promise<KeyContent['fingerprints']> {
  const { maxFriendlyNameBytes } = await client.fingerprintSensor(options);
  const found = await client.listFingerprints({ platform }, options);
  return {
    maxNameBytes: maxFriendlyNameBytes ?? null,
    list: found.map(({ templateId, friendlyName }) => ({
      id: toHex(templateId),
      name: friendlyName === undefined || friendlyName === '' ? null : friendlyName,
    })),
  };
}
