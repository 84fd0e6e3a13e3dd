import { createHash, generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTenant, type Tenant } from '../createTenant.ts';
import { DEMO_IDS, type TenantOptions } from '../options.ts';
import { issueCertificate } from '../testing/testCertificate.ts';
import { compactJwt } from './compactJwt.ts';
import type { MintOverrides } from './mintAccessToken.ts';

const TOKEN_PATH = `/${DEMO_IDS.tenant}/oauth2/v2.0/token`;
const PERMISSION = 'UserAuthMethod-Passkey.ReadWrite';
const LEE = 'lee.gu@contoso.example';
const OWN = '/v1.0/me/authentication/fido2Methods';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const registered = issueCertificate({ subject: { CN: 'API' }, subjectKey: rsa });

const tenantWith = (api: TenantOptions['api'] = {}) =>
  createTenant({
    api: { certificatesPem: [registered.pem], delegated: [PERMISSION], ...api },
  });

let tenant: Tenant;
beforeEach(() => {
  tenant = tenantWith();
});

/** What proves the application that the API is, or one that says it is another. */
function clientAssertion(clientId: string = DEMO_IDS.api): string {
  const now = Math.floor(Date.now() / 1000);
  const thumbprint = createHash('sha256').update(registered.der).digest('base64url');
  return compactJwt(
    { alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint },
    {
      aud: `http://localhost:4000${TOKEN_PATH}`,
      ...{ iss: clientId, sub: clientId, jti: 'one', nbf: now, exp: now + 600 },
    },
    'PS256',
    rsa.privateKey,
  );
}

async function exchange(
  token: MintOverrides | string = {},
  form: Readonly<Record<string, string>> = {},
  at: Tenant = tenant,
) {
  const assertion =
    typeof token === 'string' ? token : at.mintAccessToken({ person: LEE, ...token });
  const answer = await at.app.request(TOKEN_PATH, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      client_id: DEMO_IDS.api,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: clientAssertion(),
      scope: `https://graph.microsoft.com/${PERMISSION} openid profile offline_access`,
      assertion,
      ...form,
    }),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, body, code: (body['error_codes'] as number[] | undefined)?.[0] };
}

async function graph(token: unknown, method: string, path: string, at: Tenant = tenant) {
  const answer = await at.app.request(path, {
    method,
    headers: { Authorization: `Bearer ${String(token)}`, 'Content-Type': 'application/json' },
    ...(method === 'POST' && { body: '{}' }),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, body };
}

describe('a token on behalf of a person', () => {
  it('reaches what is theirs and nothing else, for no longer than the token it came from', async () => {
    const claims = { exp: Math.floor(Date.now() / 1000) + 90 };
    const { status, body } = await exchange({ claims });
    expect(status).toBe(200);
    expect(body['scope']).toBe(`https://graph.microsoft.com/${PERMISSION}`);
    expect(body['expires_in']).toBeLessThanOrEqual(90);
    const token = body['access_token'];
    const options = await graph(token, 'GET', `${OWN}/creationOptions`);
    expect(options).toMatchObject({ status: 200, body: { publicKey: { user: { name: LEE } } } });
    expect((await graph(token, 'POST', OWN)).status).toBe(400);
    for (const path of ['/v1.0/users', `/v1.0/users/${LEE}/authentication/fido2Methods`]) {
      expect((await graph(token, 'GET', path)).status).toBe(403);
    }
    expect((await graph(token, 'GET', `/beta/${OWN.slice(6)}/creationOptions`)).status).toBe(400);
    expect((await graph(token, 'GET', '/v1.0/me/manager')).status).toBe(400);
  });

  it('gets 405 where people may not do it by themselves', async () => {
    tenant.faults.set({ ownRegistrations: false });
    const { body } = await exchange();
    for (const [method, path] of [
      ['GET', `${OWN}/creationOptions`],
      ['POST', OWN],
    ] as const) {
      const answer = await graph(body['access_token'], method, path);
      expect(answer).toMatchObject({ status: 405, body: { error: { code: 'methodNotAllowed' } } });
    }
  });

  it.each<[string, MintOverrides | string, Record<string, string>, number]>([
    ['is out of its time', { claims: { exp: 1_600_000_000 } }, {}, 500_133],
    ['is for the page', { kind: 'id' }, {}, 50_013],
    ['is for another audience', { claims: { aud: DEMO_IDS.backend } }, {}, 50_013],
    ['is of another tenant', { claims: { tid: DEMO_IDS.api } }, {}, 50_013],
    ['has another scope', { claims: { scp: 'other' } }, {}, 50_013],
    ['is of an application', { claims: { idtyp: 'app' } }, {}, 50_013],
    ['is signed by somebody else', { key: 'foreign' }, {}, 50_013],
    ['is signed by nobody', { alg: 'none' }, {}, 50_013],
    ['is no token', 'x', {}, 50_013],
    ['is exchanged for another use', {}, { requested_token_use: 'other' }, 900_144],
    ['is exchanged for no scope of Graph', {}, { scope: 'openid' }, 70_011],
    ['is exchanged for a scope elsewhere', {}, { scope: 'https://other.example/x' }, 70_011],
    [
      'is exchanged for what nobody consented to',
      {},
      { scope: 'https://graph.microsoft.com/User.ReadWrite.All' },
      65_001,
    ],
    [
      'is exchanged by another application',
      {},
      { client_id: DEMO_IDS.backend, client_assertion: clientAssertion(DEMO_IDS.backend) },
      700_016,
    ],
    ['is exchanged without proof', {}, { client_assertion: 'x' }, 50_027],
  ])('is not given where what it is exchanged for %s', async (_, token, form, code) => {
    expect(await exchange(token, form)).toMatchObject({ code });
  });

  it('is not given for somebody whose account is disabled, nor without any consent', async () => {
    tenant.faults.changePerson(LEE, { accountEnabled: false });
    expect(await exchange()).toMatchObject({ code: 50_057 });
    const bare = tenantWith({ delegated: [] });
    const scope = 'https://graph.microsoft.com/.default';
    expect(await exchange({}, { scope }, bare)).toMatchObject({ code: 65_001 });
  });

  it('says what the sign-in lacks, until it has it', async () => {
    tenant.faults.set({ exchangeContext: 'c7' });
    const refused = await exchange();
    expect(refused).toMatchObject({ code: 50_076, body: { error: 'interaction_required' } });
    expect(JSON.parse(String(refused.body['claims']))).toEqual({
      access_token: { acrs: { essential: true, value: 'c7' } },
    });
    expect((await exchange({ acrs: ['c7'] })).status).toBe(200);
  });
});
