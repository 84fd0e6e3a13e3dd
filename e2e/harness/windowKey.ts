import type { CDPSession } from '@playwright/test';

/** How the key is that comes with every window of the relying party. */
export interface WindowKey {
  /** No key at all where it is false. */
  isPlugged: boolean;
  /** Somebody touches it. */
  isTouched: boolean;
  /** Its PIN is typed, and right. */
  isVerified: boolean;
}

/** Chromium's word for a passkey with all that belongs to it. */
export type KeptPasskey = Awaited<ReturnType<typeof passkeysOn>>[number];

async function passkeysOn(session: CDPSession, authenticatorId: string) {
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
  return credentials;
}

/**
 * Plugs the key into one window. It is Chromium's own virtual authenticator, which ends with its window: what it made goes
 * into `kept`, and what is in there is on it.
 */
export async function plugInto(
  session: CDPSession,
  key: WindowKey,
  kept: KeptPasskey[],
): Promise<void> {
  await session.send('WebAuthn.enable', { enableUI: false });
  if (!key.isPlugged) return;
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: key.isVerified,
      automaticPresenceSimulation: key.isTouched,
    },
  });
  session.on('WebAuthn.credentialAdded', ({ credential }) => kept.push(credential));
  for (const credential of [...kept]) {
    await session.send('WebAuthn.addCredential', { authenticatorId, credential });
  }
}
