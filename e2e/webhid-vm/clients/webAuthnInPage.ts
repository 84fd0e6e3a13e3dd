import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Page } from '@playwright/test';

/** A credential that Chromium's own security-key stack made at a key. */
export interface BrowserCredential {
  readonly id: string;
  /** SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  readonly authenticatorData: string;
}

/** RP of a page of ours. */
const RP_ID = 'localhost';

/** navigator.credentials.create() for a security key, without a passkey's place and without a PIN. */
export function createInPage(page: Page): Promise<BrowserCredential> {
  return page.evaluate(async (rpId) => {
    const base64 = (bytes: ArrayBuffer | null) =>
      btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))));
    const made = await navigator.credentials.create({
      publicKey: {
        rp: { id: rpId, name: 'Keywright' },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name: 'lee', displayName: 'Lee' },
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: {
          authenticatorAttachment: 'cross-platform',
          residentKey: 'discouraged',
          userVerification: 'discouraged',
        },
        timeout: 60_000,
      },
    });
    if (!(made instanceof PublicKeyCredential)) throw new Error('no credential');
    const response = made.response as AuthenticatorAttestationResponse;
    return {
      id: base64(made.rawId),
      publicKey: base64(response.getPublicKey()),
      authenticatorData: base64(response.getAuthenticatorData()),
    };
  }, RP_ID);
}

/** navigator.credentials.get() for that credential. @returns whether the signature is the key's */
export async function assertInPage(page: Page, credential: BrowserCredential): Promise<boolean> {
  const said = await page.evaluate(
    async ({ rpId, id }) => {
      const base64 = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
      const used = await navigator.credentials.get({
        publicKey: {
          rpId,
          challenge: crypto.getRandomValues(new Uint8Array(32)),
          allowCredentials: [
            {
              type: 'public-key',
              id: Uint8Array.from(atob(id), (letter) => letter.charCodeAt(0)),
              transports: ['usb'],
            },
          ],
          userVerification: 'discouraged',
          timeout: 60_000,
        },
      });
      if (!(used instanceof PublicKeyCredential)) throw new Error('no credential');
      const response = used.response as AuthenticatorAssertionResponse;
      return {
        clientData: base64(response.clientDataJSON),
        authenticatorData: base64(response.authenticatorData),
        signature: base64(response.signature),
      };
    },
    { rpId: RP_ID, id: credential.id },
  );
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const clientDataHash = createHash('sha256').update(bytes(said.clientData)).digest();
  return verify(
    'sha256',
    Buffer.concat([bytes(said.authenticatorData), clientDataHash]),
    createPublicKey({ key: bytes(credential.publicKey), format: 'der', type: 'spki' }),
    bytes(said.signature),
  );
}
