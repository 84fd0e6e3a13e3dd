import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { fromHex } from '#shared/bytes/hex.ts';
import { DEFAULT_PROFILE_ID } from '../directory/policies.ts';
import {
  type Answer,
  errorOf,
  type GraphClient,
  graphClient,
  rowsOf,
} from '../testing/graphClient.ts';
import { type Issued, issueCertificate } from '../testing/testCertificate.ts';
import { makeRegistration, type RegistrationWish, TEST_AAGUID } from '../testing/testKey.ts';
import { type Tiny, tinyCbor } from '../testing/tinyCbor.ts';

const USER = 'aiko.tanaka@contoso.example';
const PATH = `/v1.0/users/${USER}/authentication/fido2Methods`;
const AAGUID = fromHex(TEST_AAGUID.replaceAll('-', ''));

let root: Issued;
let leaf: Issued;
let client: GraphClient;

beforeAll(() => {
  root = issueCertificate({ isCa: true, subject: { CN: 'Test root' } });
  leaf = issueCertificate({ issuer: root, aaguid: AAGUID });
});

beforeEach(async () => {
  client = await graphClient({ attestationRootsPem: [root.pem] });
});

async function challengeFor(user = USER): Promise<string> {
  const answer = await client.get(
    `/v1.0/users/${user}/authentication/fido2Methods/creationOptions`,
  );
  const { challenge } = answer.body['publicKey'] as { challenge: string };
  return challenge;
}

async function register(wish: Partial<RegistrationWish> = {}): Promise<Answer> {
  const challenge = wish.challenge ?? (await challengeFor());
  return client.call('POST', PATH, makeRegistration({ ...wish, challenge }));
}

function enforce(change: Record<string, unknown>): void {
  const [profile] = client.tenant.state.policies.fido2.passkeyProfiles;
  if (profile) Object.assign(profile, change);
}

describe('a good registration', () => {
  it('answers 201 with the method as Graph shows it', async () => {
    const answer = await register({ chain: [leaf], credentialId: new Uint8Array(16).fill(7) });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
      id: 'BwcHBwcHBwcHBwcHBwcHBw2',
      displayName: 'Test key 12345678',
      aaGuid: TEST_AAGUID,
      model: 'YubiKey 5 Series with NFC',
      attestationCertificates: [leaf.certificate.fingerprint.replaceAll(':', '').toLowerCase()],
      attestationLevel: 'attested',
      passkeyType: 'deviceBound',
    });
    expect(answer.body).not.toHaveProperty('publicKeyCredential');
    expect(client.tenant.state.passkeysOf(USER)).toHaveLength(1);
  });

  it('is accepted with attestation none, self attestation and an unknown chain while nothing is enforced', async () => {
    const stranger = issueCertificate({ aaguid: AAGUID });
    const answers = [
      await register(),
      await register({ self: true }),
      await register({ chain: [stranger] }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(answers.map((answer) => answer.body['attestationLevel'])).toEqual(
      Array(3).fill('notAttested'),
    );
  });

  it('is accepted with extension outputs, an intermediate certificate and odata annotations', async () => {
    const middle = issueCertificate({ isCa: true, issuer: root, subject: { CN: 'Middle' } });
    const below = issueCertificate({ issuer: middle, aaguid: AAGUID });
    const extensions = tinyCbor(new Map<Tiny, Tiny>([['hmac-secret', true]]));
    const challenge = await challengeFor();
    const body = {
      '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
      ...makeRegistration({ challenge, chain: [below, middle], extensions }),
    };
    const answer = await client.call('POST', PATH, body);
    expect(answer.body).toMatchObject({ attestationLevel: 'attested' });
  });
});

describe('a registration that is refused', () => {
  const badCose = (entries: readonly [number, Tiny][]) => new Map<number, Tiny>(entries);
  const rows: [string, Partial<RegistrationWish>, RegExp][] = [
    ['an assertion type', { type: 'webauthn.get' }, /type is not webauthn\.create/],
    ['the page as origin', { origin: 'http://localhost:3000' }, /origin/],
    ['an extension as origin', { origin: 'chrome-extension://abc' }, /origin/],
    ['a cross-origin frame', { clientData: { crossOrigin: true } }, /across origins/],
    ['a top origin', { clientData: { topOrigin: 'https://evil.example' } }, /inside another page/],
    ['client data that is no JSON', { clientDataText: '{' }, /not valid JSON/],
    ['client data without challenge', { clientData: { challenge: 5 } }, /no challenge/],
    ['a challenge of its own', { challenge: 'AAAA' }, /not issued/],
    ['another RP', { rpId: 'login.microsoftonline.com' }, /RP ID hash/],
    ['no user presence', { flags: 0x44 }, /user present/],
    ['no user verification', { flags: 0x41 }, /user verified/],
    ['no attested credential data', { flags: 0x05 }, /attested credential data/],
    ['backup state without eligibility', { flags: 0x55 }, /backup state/],
    ['a synced passkey where only device-bound ones are allowed', { flags: 0x4d }, /type synced/],
    [
      'another id than the authenticator says',
      { id: toBase64Url(new Uint8Array(32)) },
      /not the credential id/,
    ],
    ['a padded id', { id: 'AAAA=' }, /base64url without padding/],
    ['an id in plain base64', { id: '++++' }, /base64url without padding/],
    ['a credential id that is too short', { credentialId: new Uint8Array(8) }, /wrong length/],
    ['a credential id that is too long', { credentialId: new Uint8Array(1024) }, /wrong length/],
    ['bytes left over', { trailing: Uint8Array.of(0) }, /left over/],
    ['extensions that are no map', { extensions: tinyCbor('x') }, /not a map/],
    ['the extension flag without extensions', { flags: 0xc5 }, /not valid CBOR/],
    [
      'an algorithm that was not offered',
      {
        cose: badCose([
          [1, 1],
          [3, -8],
          [-1, 6],
          [-2, new Uint8Array(32)],
        ]),
      },
      /not offered/,
    ],
    [
      'a point off the curve',
      {
        cose: badCose([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(32).fill(1)],
          [-3, new Uint8Array(32).fill(1)],
        ]),
      },
      /public key is not valid/,
    ],
    [
      'a short coordinate',
      {
        cose: badCose([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(31)],
          [-3, new Uint8Array(32)],
        ]),
      },
      /public key is not valid/,
    ],
    [
      'an RSA key for ES256',
      {
        cose: badCose([
          [1, 3],
          [3, -7],
          [-1, new Uint8Array(256)],
          [-2, Uint8Array.of(1, 0, 1)],
        ]),
      },
      /public key is not valid/,
    ],
    [
      'an attestation object that is no CBOR',
      { attestationObject: Uint8Array.of(0xff) },
      /not valid CBOR/,
    ],
    [
      'an attestation object without members',
      { attestationObject: Uint8Array.of(0xa0) },
      /three members/,
    ],
    ['an unknown format', { format: 'fido-u2f' }, /format is not supported/],
    ['a statement with none', { statement: new Map<string, Tiny>([['alg', -7]]) }, /must be empty/],
    ['a broken self attestation', { self: true, breakSignature: true }, /signature is not valid/],
    [
      'a self attestation of another algorithm',
      { self: true, statementAlg: -257 },
      /not the one of the credential/,
    ],
    ['an attestation algorithm nobody offered', { self: true, statementAlg: -8 }, /not supported/],
    [
      'a packed statement with an unknown member',
      { format: 'packed', statement: new Map<string, Tiny>([['ecdaaKeyId', new Uint8Array(1)]]) },
      /unknown member/,
    ],
    [
      'an empty chain',
      {
        format: 'packed',
        statement: new Map<string, Tiny>([
          ['alg', -7],
          ['sig', new Uint8Array(8)],
          ['x5c', []],
        ]),
      },
      /x5c/,
    ],
    [
      'a certificate that is none',
      {
        format: 'packed',
        statement: new Map<string, Tiny>([
          ['alg', -7],
          ['sig', new Uint8Array(8)],
          ['x5c', [new Uint8Array(8)]],
        ]),
      },
      /cannot be read/,
    ],
    ['a display name of 31 characters', { displayName: 'x'.repeat(31) }, /at most 30/],
    ['an empty display name', { displayName: ' ' }, /must be a text/],
  ];

  it.each(rows)('has %s', async (_what, wish, words) => {
    const answer = await register(wish);
    expect(answer.status).toBe(400);
    expect(errorOf(answer).code).toBe('badRequest');
    expect(errorOf(answer).message).toMatch(words);
    expect(client.tenant.state.passkeysOf(USER)).toHaveLength(0);
  });

  const chains: [string, () => Partial<RegistrationWish>, RegExp][] = [
    [
      'a broken signature',
      () => ({ chain: [leaf], breakSignature: true }),
      /signature is not valid/,
    ],
    [
      'the AAGUID of another model',
      () => ({ chain: [leaf], aaguid: 'a25342c0-3cdc-4414-8e46-f4807fca511c' }),
      /not the one of the authenticator/,
    ],
    [
      'a critical AAGUID extension',
      () => ({ chain: [issueCertificate({ aaguid: AAGUID, isAaguidCritical: true })] }),
      /marked critical/,
    ],
    [
      'a CA as leaf',
      () => ({ chain: [issueCertificate({ aaguid: AAGUID, isCa: true })] }),
      /CA certificate/,
    ],
    [
      'a certificate of version 1',
      () => ({ chain: [issueCertificate({ version: 0 })] }),
      /not version 3/,
    ],
    [
      'a subject no maker writes',
      () => ({ chain: [issueCertificate({ subject: { CN: 'x' } })] }),
      /subject/,
    ],
  ];

  it.each(chains)('has an attestation with %s', async (_what, wish, words) => {
    const answer = await register(wish());
    expect(answer.status).toBe(400);
    expect(errorOf(answer).message).toMatch(words);
  });

  it.each(['rawId', 'type', 'authenticatorAttachment', 'transports'])(
    'has the unknown member %s',
    async (name) => {
      const body = makeRegistration({ challenge: await challengeFor() });
      Object.assign(body['publicKeyCredential'] as object, { [name]: 'x' });
      const answer = await client.call('POST', PATH, body);
      expect(errorOf(answer).message).toContain(`'${name}' does not exist`);
    },
  );

  it.each([
    'x',
    { publicKeyCredential: 1 },
    {},
    { publicKeyCredential: { id: 'AAAA' } },
    { extra: 1 },
  ])('has the body %j', async (body) => {
    expect((await client.call('POST', PATH, body)).status).toBe(400);
  });

  it('has no JSON content type', async () => {
    const answer = await client.call('POST', PATH, {}, { 'Content-Type': 'text/plain' });
    expect(answer.status).toBe(415);
  });
});

describe('the challenge', () => {
  it('is refused for another user', async () => {
    const challenge = await challengeFor('wei.zhang@contoso.example');
    expect(errorOf(await register({ challenge })).message).toMatch(/another user/);
  });

  it('is refused after five minutes, to the second', async () => {
    let now = Date.parse('2026-10-01T10:00:00Z');
    client = await graphClient({ now: () => now });
    const challenge = await challengeFor();
    now += 5 * 60_000 - 1000;
    const late = await challengeFor();
    now += 1000;
    expect(errorOf(await register({ challenge })).message).toMatch(/expired/);
    expect((await register({ challenge: late })).status).toBe(201);
  });

  it('works once', async () => {
    const challenge = await challengeFor();
    expect((await register({ challenge })).status).toBe(201);
    expect(errorOf(await register({ challenge })).message).toMatch(/already been used/);
  });

  it('survives a registration that was refused', async () => {
    const challenge = await challengeFor();
    expect((await register({ challenge, flags: 0x41 })).status).toBe(400);
    expect((await register({ challenge })).status).toBe(201);
  });
});

describe('the tenant policy', () => {
  it('enforces attestation: a trusted chain of a known model, and nothing less', async () => {
    enforce({ attestationEnforcement: 'registrationOnly' });
    const unknown = '01020304-0506-0708-0102-030405060708';
    const unlisted = issueCertificate({
      issuer: root,
      aaguid: fromHex(unknown.replaceAll('-', '')),
    });
    const expired = issueCertificate({
      issuer: root,
      aaguid: AAGUID,
      validTo: '2021-01-01T00:00:00',
    });
    const forged = issueCertificate({ isCa: true, subject: { CN: 'Test root' } });
    const wishes: Partial<RegistrationWish>[] = [
      {},
      { self: true },
      { chain: [issueCertificate({ aaguid: AAGUID })] },
      { chain: [issueCertificate({ aaguid: AAGUID, issuer: forged })] },
      { chain: [unlisted], aaguid: unknown },
      { chain: [expired] },
    ];
    for (const wish of wishes) {
      expect(errorOf(await register(wish)).message).toMatch(/Attestation is enforced/);
    }
    expect((await register({ chain: [leaf] })).status).toBe(201);
    expect((await register({ chain: [leaf, root] })).status).toBe(201);
  });

  it('keeps to allow lists and block lists of AAGUIDs', async () => {
    const keyRestrictions = {
      isEnforced: true,
      enforcementType: 'allow',
      aaGuids: ['a25342c0-3cdc-4414-8e46-f4807fca511c'],
    };
    enforce({ keyRestrictions });
    expect(errorOf(await register()).message).toMatch(/key restriction policy/);
    enforce({ keyRestrictions: { ...keyRestrictions, aaGuids: [TEST_AAGUID.toUpperCase()] } });
    expect((await register()).status).toBe(201);
    enforce({
      keyRestrictions: { ...keyRestrictions, enforcementType: 'block', aaGuids: [TEST_AAGUID] },
    });
    expect(errorOf(await register()).message).toMatch(/key restriction policy/);
  });

  it('lets a key pass that satisfies one of several profiles in full', async () => {
    const { fido2 } = client.tenant.state.policies;
    const [first] = fido2.passkeyProfiles;
    if (!first) throw new TypeError('no profile');
    const second = {
      ...first,
      id: '00000000-0000-0000-0000-000000000002',
      passkeyTypes: 'deviceBound,synced',
    };
    enforce({ attestationEnforcement: 'registrationOnly' });
    fido2.passkeyProfiles.push(second);
    expect((await register()).status).toBe(400);
    fido2.includeTargets[0]?.allowedPasskeyProfiles?.push(second.id);
    expect((await register({ flags: 0x5d })).body).toMatchObject({ passkeyType: 'synced' });
    expect(fido2.defaultPasskeyProfile).toBe(DEFAULT_PROFILE_ID);
  });

  const people: [string, string, RegExp][] = [
    ['a guest', 'nora.lindqvist_fabrikam.example%23EXT%23@contoso.example', /guest/],
    ['a disabled account', 'grady.archie@contoso.example', /disabled/],
    [
      'somebody in an excluded group',
      'henrietta.mueller@contoso.example',
      /User or group restriction policy failed/,
    ],
  ];

  it.each(people)('refuses %s already at the options', async (_who, user, words) => {
    const answer = await client.get(
      `/v1.0/users/${user}/authentication/fido2Methods/creationOptions`,
    );
    expect(answer.status).toBe(400);
    expect(errorOf(answer).message).toMatch(words);
  });

  it('refuses everybody when self-service set up or the method is off', async () => {
    const challenge = await challengeFor();
    client.tenant.faults.setFido2Policy({ isSelfServiceRegistrationAllowed: false });
    expect(errorOf(await register({ challenge })).message).toMatch(/Self-service/);
    client.tenant.faults.setFido2Policy({
      isSelfServiceRegistrationAllowed: true,
      state: 'disabled',
    });
    expect(errorOf(await register({ challenge })).message).toMatch(/disabled by policy/);
  });

  it('refuses whoever no include target reaches', async () => {
    client.tenant.faults.setFido2Policy({ includeTargets: [] });
    const answer = await client.get(`${PATH}/creationOptions`);
    expect(errorOf(answer).message).toMatch(/restriction policy failed/);
  });
});

describe('what is already there', () => {
  it('answers 409 for a credential somebody has registered', async () => {
    const credentialId = new Uint8Array(20).fill(3);
    expect((await register({ credentialId })).status).toBe(201);
    const again = await register({ credentialId });
    expect([again.status, errorOf(again).code]).toEqual([409, 'conflict']);
  });

  it('stops at the maximum number of keys', async () => {
    client.tenant.faults.addPasskeys(USER, TEST_AAGUID, 10);
    expect(errorOf(await register()).message).toMatch(/maximum number/);
    expect(rowsOf(await client.get(PATH))).toHaveLength(10);
  });
});
