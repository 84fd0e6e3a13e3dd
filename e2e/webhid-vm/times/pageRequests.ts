import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { createCtapClient } from '#shared/ctap/client.ts';
import { createCtapHidChannel } from '#shared/ctap/hid/ctapHidChannel.ts';
import { parseAuthenticatorData } from '#shared/webauthn/authenticatorData.ts';
import { createBrowserPlatform } from '#web/adapters/browserPlatform.ts';
import type { HidLike } from '#web/adapters/webhid/hidTypes.ts';
import { createWebHidDevices } from '#web/adapters/webhid/webHidDevices.ts';

/** Milliseconds of each request, in the order they were made. */
export type RequestTimes = Readonly<Record<string, readonly number[]>>;

const RP = 'keys.contoso.example';
const CLIENT_DATA_HASH_BYTES = 32;

/** Asks the one plugged key, through the page's own adapter and client, for each request so many times. */
export async function timeRequests(rounds: number): Promise<RequestTimes> {
  const platform = createBrowserPlatform();
  const { timers, randomBytes, randomUuid } = platform;
  const host = navigator as Navigator & { readonly hid?: HidLike };
  const devices = createWebHidDevices({ host, now: timers.now, randomUuid });
  const device = await new Promise<ReturnType<typeof devices.current>[number]>((resolve) => {
    devices.subscribe(([first]) => first !== undefined && resolve(first));
  });
  const port = await device.open();
  const channel = createCtapHidChannel({ port, timers, randomBytes });
  const client = createCtapClient({ channel, crypto: createNobleCrypto(randomBytes) });
  await client.getInfo();
  const times: Record<string, number[]> = {};

  async function time<T>(name: string, request: () => Promise<T>): Promise<T> {
    const before = client.requestCount;
    const start = performance.now();
    const answer = await request();
    times[name] = [...(times[name] ?? []), performance.now() - start];
    if (client.requestCount !== before + 1) throw new Error(`${name} was not one request`);
    return answer;
  }

  for (let round = 0; round < rounds; round += 1) {
    await time('getInfo', () => client.getInfo({ fresh: true }));
    await time('getPinRetries', () => client.pinRetries());
    const made = await time('makeCredential', () =>
      client.makeCredential({
        clientDataHash: randomBytes(CLIENT_DATA_HASH_BYTES),
        rp: { id: RP, name: RP },
        user: { id: randomBytes(16), name: 'lee', displayName: 'Lee' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      }),
    );
    await time('getAssertion', () =>
      client.getAssertion({
        rpId: RP,
        clientDataHash: randomBytes(CLIENT_DATA_HASH_BYTES),
        allowList: [{ type: 'public-key', id: credentialIdOf(made.authData) }],
      }),
    );
  }
  channel.close();
  await port.close();
  return times;
}

function credentialIdOf(authData: Uint8Array): Uint8Array {
  const { attestedCredentialData } = parseAuthenticatorData(authData);
  if (attestedCredentialData === undefined) throw new Error('no credential');
  return attestedCredentialData.credentialId;
}
