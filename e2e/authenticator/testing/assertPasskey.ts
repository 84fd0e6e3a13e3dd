import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import type { SoftwareKey } from '../softwareKey.ts';
import { createTestClient } from './testClient.ts';
import { createTestPin } from './testPin.ts';

const GET_ASSERTION = 2;

/** What a platform gives a key to sign. */
export interface AssertionWish {
  readonly rpId: string;
  readonly clientDataHash: Uint8Array;
  /** Absent: nobody types one. */
  readonly pin?: string;
  /** False: without a touch. */
  readonly up?: boolean;
}

/** What the key says of the first discoverable credential it has for the relying party. */
export interface KeyAssertion {
  readonly credentialId: Uint8Array;
  readonly authenticatorData: Uint8Array;
  readonly signature: Uint8Array;
  readonly userHandle: Uint8Array;
}

/** Has a key with power sign in, as its holder's own computer would. @throws Error with the key's status */
export async function assertPasskey(
  key: SoftwareKey,
  { rpId, clientDataHash, pin, up = true }: AssertionWish,
): Promise<KeyAssertion> {
  const client = createTestClient(key);
  await client.init();
  const protocol = key.profile.info.pinUvAuthProtocols?.includes(2) ? 2 : 1;
  const request = new Map<number, CborValue>([
    [1, rpId],
    [2, clientDataHash],
    [5, new Map([['up', up]])],
  ]);
  if (pin !== undefined) {
    const own = createTestPin(client, protocol);
    demandOk(await own.getToken(pin, GET_ASSERTION, rpId));
    request.set(6, own.param(clientDataHash)).set(7, protocol);
  }
  const { status, map } = await client.cbor(0x02, request);
  demandOk(status);
  return {
    credentialId: bytesIn(map.get(1), 'id'),
    authenticatorData: bytesOf(map.get(2)),
    signature: bytesOf(map.get(3)),
    userHandle: bytesIn(map.get(4), 'id'),
  };
}

function bytesIn(value: CborValue | undefined, member: string): Uint8Array {
  const map: CborMap = value instanceof Map ? value : new Map();
  return bytesOf(map.get(member));
}

function bytesOf(value: CborValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error('a member of the answer is no byte string');
  return value;
}

function demandOk(status: number): void {
  if (status !== 0) throw new Error(`the key answered 0x${status.toString(16)}`);
}
