import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { assertPasskey } from '#e2e/authenticator/testing/assertPasskey.ts';
import { plugInto } from '#e2e/harness/windowKey.ts';

/** The software key that somebody has in their port, and the PIN that they type. */
export interface HeldKey {
  key: SoftwareKey;
  pin: string;
}

/** What the key says, as numbers, to get into the page. */
type SaidByKey = Readonly<Record<string, readonly number[]>>;

declare global {
  interface Window {
    askHeldKey(rpId: string, clientDataJson: readonly number[]): Promise<SaidByKey>;
  }
}

/**
 * Has a page that asks for a passkey get it from a software key. Chromium does all that is a browser's: it judges whether this
 * origin may ask for the RP ID, and writes the client data. It has no port for a software key, so a stand-in of its own,
 * which nobody registered, ends the browser's part; credential, authenticator data, signature and user handle
 * are then those of the software key, for the client data that Chromium wrote.
 */
export async function holdKey(page: Page, rpId: string, held: HeldKey): Promise<void> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const session = await page.context().newCDPSession(page);
  await plugInto(session, { isPlugged: true, isTouched: true, isVerified: true }, [
    {
      credentialId: randomBytes(16).toString('base64'),
      isResidentCredential: true,
      rpId,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
      userHandle: randomBytes(16).toString('base64'),
      signCount: 0,
    },
  ]);
  await page.exposeFunction('askHeldKey', async (asked: string, clientData: readonly number[]) => {
    const clientDataHash = createHash('sha256').update(Uint8Array.from(clientData)).digest();
    const { key, pin } = held;
    const said = await assertPasskey(key, {
      rpId: asked,
      clientDataHash: new Uint8Array(clientDataHash),
      pin,
    });
    return Object.fromEntries(Object.entries(said).map(([name, bytes]) => [name, [...bytes]]));
  });
  await page.addInitScript(answerByHeldKey);
}

/** Runs in every document of the page. */
function answerByHeldKey(): void {
  const { credentials } = navigator;
  const ask = credentials.get.bind(credentials);
  credentials.get = async (options) => {
    const answer = await ask(options);
    const rpId = options?.publicKey?.rpId;
    if (!(answer instanceof PublicKeyCredential) || rpId === undefined) return answer;
    const clientData = [...new Uint8Array(answer.response.clientDataJSON)];
    const { credentialId = [], ...response } = await window.askHeldKey(rpId, clientData);
    const put = (target: object, name: string, bytes: readonly number[]) =>
      Object.defineProperty(target, name, { value: Uint8Array.from(bytes).buffer });
    put(answer, 'rawId', credentialId);
    for (const [name, bytes] of Object.entries(response)) put(answer.response, name, bytes);
    return answer;
  };
}
