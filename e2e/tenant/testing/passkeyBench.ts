import { createHash } from 'node:crypto';
import { profileById } from '#e2e/authenticator/profiles/catalogue.ts';
import { assertPasskey } from '#e2e/authenticator/testing/assertPasskey.ts';
import { type Bench, MC, PIN, plugIn, RP_ID } from '#e2e/authenticator/testing/bench.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { DEMO_IDS } from '../options.ts';
import { authorizeUrl, BASE, LEE, type Query, TestBrowser, waitingId } from './testBrowser.ts';

/** How an assertion is to differ from a good one before the key signs it. */
export interface AssertionChange {
  readonly challenge?: string;
  readonly clientData?: Record<string, unknown>;
  readonly key?: Bench;
  readonly pin?: string | undefined;
  readonly up?: boolean;
}

/** A browser at the sign-in page, and software keys that are registered through Graph. */
export interface PasskeyBench {
  readonly browser: TestBrowser;
  /** Lee's own. */
  readonly key: Bench;
  /** A plugged key with a PIN. */
  newKey(): Promise<Bench>;
  /** Makes a passkey and registers it. @returns the id of the method */
  register(key: Bench, user: string): Promise<string>;
  graph(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Begins a sign-in. @returns the id of the waiting one */
  begin(query?: Query): Promise<string>;
  challengeOf(waiting: string): Promise<string>;
  /** The form that the page sends once the key has answered. */
  answer(waiting: string, change?: AssertionChange): Promise<Record<string, string>>;
  send(form: Record<string, string>): Promise<Response>;
}

const SECRET = 'for this test';

function clientData(type: string, challenge: string, more: Record<string, unknown> = {}) {
  const members = { type, challenge, origin: `https://${RP_ID}`, crossOrigin: false, ...more };
  const bytes = new TextEncoder().encode(JSON.stringify(members));
  return { bytes, hash: new Uint8Array(createHash('sha256').update(bytes).digest()) };
}

/** Has the key make a passkey for these creation options. @returns the body of the registration */
async function makePasskey({ client, pin }: Bench, options: CreationOptions) {
  const { bytes, hash } = clientData('webauthn.create', options.challenge);
  await pin.getToken(PIN, MC, RP_ID);
  const { map } = await client.cbor(
    0x01,
    new Map<number, CborValue>([
      [1, hash],
      [2, new Map([['id', RP_ID]])],
      [
        3,
        new Map<string, CborValue>([
          ['id', fromBase64Url(options.user.id)],
          ['name', 'somebody'],
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
  const [format = '', authData = new Uint8Array(), statement = new Map()] = [1, 2, 3].map(
    (member) => map.get(member),
  );
  const object = new Map<string, CborValue>([
    ['fmt', format],
    ['attStmt', statement],
    ['authData', authData],
  ]);
  const raw = authData instanceof Uint8Array ? authData : new Uint8Array();
  return {
    displayName: 'A key',
    publicKeyCredential: {
      id: toBase64Url(raw.slice(55, 55 + (raw[54] ?? 0))),
      response: {
        clientDataJSON: toBase64Url(bytes),
        attestationObject: toBase64Url(encodeCbor(object)),
      },
      clientExtensionResults: {},
    },
  };
}

interface CreationOptions {
  readonly challenge: string;
  readonly user: { readonly id: string };
}

/** Sets it all up, with Lee's key registered. */
export async function passkeyBench(): Promise<PasskeyBench> {
  const browser = new TestBrowser({
    passkeySignIn: true,
    allowClientSecret: true,
    backend: { secret: SECRET },
  });
  const { body } = await browser.token({
    grant_type: 'client_credentials',
    client_id: DEMO_IDS.backend,
    client_secret: SECRET,
    scope: 'https://graph.microsoft.com/.default',
  });
  const graph: PasskeyBench['graph'] = async (method, path, sent) => {
    const answer = await browser.tenant.app.request(`/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${String(body['access_token'])}`,
        'content-type': 'application/json',
      },
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new TypeError(`Graph answered ${answer.status}: ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  let keys = 0;
  const newKey = async () => {
    keys += 1;
    const key = await plugIn(profileById('yubikey5'), { protocol: 2, seed: `key ${keys}` });
    await key.pin.setPin(PIN);
    return key;
  };
  const register: PasskeyBench['register'] = async (key, user) => {
    const methods = `/users/${user}/authentication/fido2Methods`;
    const { publicKey } = await graph('GET', `${methods}/creationOptions`);
    const made = await makePasskey(key, publicKey as CreationOptions);
    return String((await graph('POST', methods, made))['id']);
  };
  const challengeOf = async (waiting: string) => {
    const page = await browser.browse(`${BASE}/fido/get?request=${waiting}`);
    return /data-challenge="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  };
  const own = await newKey();
  await register(own, LEE);
  return {
    browser,
    key: own,
    newKey,
    register,
    graph,
    challengeOf,
    begin: async (query) => waitingId(await browser.browse(authorizeUrl(query))),
    async answer(request, change = {}) {
      const challenge = change.challenge ?? (await challengeOf(request));
      const { bytes, hash } = clientData('webauthn.get', challenge, change.clientData);
      const pin = 'pin' in change ? change.pin : PIN;
      const { key } = change.key ?? own;
      const made = await assertPasskey(key, {
        rpId: RP_ID,
        clientDataHash: hash,
        up: change.up ?? true,
        ...(pin === undefined ? {} : { pin }),
      });
      return {
        request,
        credentialId: toBase64Url(made.credentialId),
        clientDataJSON: toBase64Url(bytes),
        authenticatorData: toBase64Url(made.authenticatorData),
        signature: toBase64Url(made.signature),
        userHandle: toBase64Url(made.userHandle),
      };
    },
    send: (form) => browser.browse(`${BASE}/fido/login`, form),
  };
}
