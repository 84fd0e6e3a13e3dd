import { createHash } from 'node:crypto';
import type { SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { createTestClient, type TestClient } from '#e2e/authenticator/testing/testClient.ts';
import { createTestPin, type TestPin } from '#e2e/authenticator/testing/testPin.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';

// The same calls to a key and to Graph as an enrolment makes, one after the other, as a script would: nothing is written
// down, checked or found again. It shares nothing with the page or the backend.

const RP_ID = 'login.microsoft.com';
const PIN = '73914682';
const MAKE = 1;
const ASSERT = 2;
const CONFIGURE = 32;
const READ_CONFIG = 0x42;
const MIN_PIN_LENGTH = 6;

/** Where Graph is, and who asks. */
export interface StraightGraph {
  readonly origin: string;
  readonly token: string;
}

/** Gives a person a plugged, blank key. @throws when anything at all goes wrong. */
export async function enrolStraight(
  graph: StraightGraph,
  key: SoftwareKey,
  user: string,
): Promise<void> {
  const client = createTestClient(key);
  const pin = createTestPin(client, 2);
  const at = `${graph.origin}/v1.0/users/${user}`;
  await client.init();
  await client.cbor(0x04);
  await client.request(READ_CONFIG);
  await ask(graph, 'GET', `${at}?$select=id,displayName,accountEnabled,userType`);
  await ask(graph, 'GET', `${at}/authentication/fido2Methods`);
  succeed('setPin', await pin.setPin(PIN));
  const options = await ask(graph, 'GET', `${at}/authentication/fido2Methods/creationOptions`);
  const { publicKey } = options as { publicKey: StraightOptions };
  succeed('token', await pin.getToken(PIN, MAKE, RP_ID));
  const made = await make(client, pin, publicKey);
  await ask(graph, 'POST', `${at}/authentication/fido2Methods`, {
    displayName: `Straight ${key.serial}`,
    publicKeyCredential: made,
  });
  succeed('token', await pin.getToken(PIN, ASSERT, RP_ID));
  await assert(client, pin, made.id);
  succeed('token', await pin.getToken(PIN, CONFIGURE));
  await configure(client, pin);
  await client.cbor(0x04);
}

interface StraightOptions {
  readonly challenge: string;
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
}

async function make(client: TestClient, pin: TestPin, { challenge, user }: StraightOptions) {
  const clientData = clientDataOf('webauthn.create', challenge);
  const hash = sha256(clientData);
  const { status, map } = await client.cbor(
    0x01,
    new Map<number, CborValue>([
      [1, hash],
      [2, new Map([['id', RP_ID] as const, ['name', 'Microsoft'] as const])],
      [
        3,
        new Map<string, CborValue>([
          ['id', fromBase64(user.id)],
          ['name', user.name],
          ['displayName', user.displayName],
        ]),
      ],
      [
        4,
        [
          new Map<string, CborValue>([
            ['alg', -7],
            ['type', 'public-key'],
          ]),
        ],
      ],
      [7, new Map([['rk', true]])],
      [8, pin.param(hash)],
      [9, 2],
    ]),
  );
  succeed('makeCredential', status);
  const authData = bytesOf(map.get(2));
  const idLength = new DataView(authData.buffer, authData.byteOffset).getUint16(53);
  const attestation = new Map<string, CborValue>([
    ['fmt', map.get(1) ?? ''],
    ['attStmt', map.get(3) ?? new Map()],
    ['authData', authData],
  ]);
  return {
    id: Buffer.from(authData.subarray(55, 55 + idLength)).toString('base64url'),
    response: {
      clientDataJSON: Buffer.from(clientData).toString('base64url'),
      attestationObject: Buffer.from(encodeCbor(attestation)).toString('base64url'),
    },
  };
}

async function assert(client: TestClient, pin: TestPin, id: string): Promise<void> {
  const hash = sha256(clientDataOf('webauthn.get', 'c3RyYWlnaHQ'));
  const descriptor = new Map<string, CborValue>([
    ['id', fromBase64(id)],
    ['type', 'public-key'],
  ]);
  const { status } = await client.cbor(
    0x02,
    new Map<number, CborValue>([
      [1, RP_ID],
      [2, hash],
      [3, [descriptor]],
      [5, new Map([['up', false]])],
      [6, pin.param(hash)],
      [7, 2],
    ]),
  );
  succeed('getAssertion', status);
}

/** setMinPINLength with a forced change (CTAP 2.1 §6.11.4). */
async function configure(client: TestClient, pin: TestPin): Promise<void> {
  const wish = new Map<number, CborValue>([
    [1, MIN_PIN_LENGTH],
    [3, true],
  ]);
  const signed = Uint8Array.from([...Array(32).fill(0xff), 0x0d, 0x03, ...encodeCbor(wish)]);
  const { status } = await client.cbor(
    0x0d,
    new Map<number, CborValue>([
      [1, 3],
      [2, wish],
      [3, 2],
      [4, pin.param(signed)],
    ]),
  );
  succeed('setMinPINLength', status);
}

async function ask(
  { token }: StraightGraph,
  method: string,
  url: string,
  body?: unknown,
): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`Graph answered ${answer.status}`);
  return answer.json();
}

function succeed(what: string, status: number): void {
  if (status !== 0) throw new Error(`${what}: status ${status}`);
}

function clientDataOf(type: string, challenge: string): Uint8Array {
  const origin = `https://${RP_ID}`;
  return new TextEncoder().encode(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}

function bytesOf(value: CborValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new TypeError('no bytes');
  return value;
}
