import { randomBytes } from 'node:crypto';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import type { SoftwareKey } from '../softwareKey.ts';
import { createTestClient } from './testClient.ts';
import { createTestPin } from './testPin.ts';

const CLIENT_DATA_HASH = new Uint8Array(32).fill(0xcd);
const MAKE_CREDENTIAL = 1;
const ES256 = -7;

/** What somebody has done with a key before. */
export interface Furniture {
  readonly pin: string;
  readonly passkeys?: readonly { readonly rpId: string; readonly user: string }[];
}

/** Gives a key that has power a PIN and passkeys, touched at once, as its holder's own computer would. */
export async function furnishKey(
  key: SoftwareKey,
  { pin, passkeys = [] }: Furniture,
): Promise<void> {
  const client = createTestClient(key);
  await client.init();
  const { info } = key.profile;
  const protocol = info.pinUvAuthProtocols?.includes(2) ? 2 : 1;
  const own = createTestPin(client, protocol);
  demandOk(await own.setPin(pin));
  for (const { rpId, user } of passkeys) {
    const hasPermissions = info.options['pinUvAuthToken'] === true;
    demandOk(await (hasPermissions ? own.getToken(pin, MAKE_CREDENTIAL, rpId) : own.getToken(pin)));
    const request = new Map<number, CborValue>([
      [1, CLIENT_DATA_HASH],
      [2, new Map([['id', rpId]])],
      [
        3,
        new Map<string, CborValue>([
          ['id', Uint8Array.from(randomBytes(16))],
          ['name', `${user.toLowerCase().replace(' ', '.')}@contoso.example`],
          ['displayName', user],
        ]),
      ],
      [
        4,
        [
          new Map<string, CborValue>([
            ['alg', ES256],
            ['type', 'public-key'],
          ]),
        ],
      ],
      [7, new Map([['rk', true]])],
      [8, own.param(CLIENT_DATA_HASH)],
      [9, protocol],
    ]);
    demandOk((await client.cbor(0x01, request)).status);
  }
}

function demandOk(status: number): void {
  if (status !== 0) throw new Error(`the key answered 0x${status.toString(16)}`);
}
