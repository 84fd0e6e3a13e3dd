import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTenant, type Tenant } from '../createTenant.ts';
import { DEMO_IDS, type TenantOptions } from '../options.ts';
import { issueCertificate } from '../testing/testCertificate.ts';
import { compactJwt } from './compactJwt.ts';

const TOKEN_PATH = `/${DEMO_IDS.tenant}/oauth2/v2.0/token`;
const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

interface Outcome {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(tenant: Tenant, form: Record<string, string>): Promise<Outcome> {
  const answer = await tenant.app.request(TOKEN_PATH, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: DEMO_IDS.backend,
      scope: 'https://graph.microsoft.com/.default',
      ...form,
    }),
  });
  return { status: answer.status, body: await answer.json() };
}

// An RSA key under a certificate of our own making: the tenant only looks at key and thumbprint.
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const registered = issueCertificate({ subject: { CN: 'Backend' }, subjectKey: rsa });

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

function assertion(
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  alg = 'PS256',
  key: KeyObject = rsa.privateKey,
): string {
  const thumbprint = createHash('sha256').update(registered.der).digest('base64url');
  return compactJwt(
    { alg, typ: 'JWT', 'x5t#S256': thumbprint, ...header },
    {
      aud: `http://localhost:4000${TOKEN_PATH}`,
      iss: DEMO_IDS.backend,
      sub: DEMO_IDS.backend,
      jti: 'one',
      nbf: seconds(),
      exp: seconds() + 600,
      ...claims,
    },
    alg,
    key,
  );
}

function withCertificate(more: TenantOptions = {}): Tenant {
  return createTenant({ ...more, backend: { certificatesPem: [registered.pem], ...more.backend } });
}

describe('a certificate assertion', () => {
  it('is answered with an app token, under either scheme of the endpoint', async () => {
    const tenant = withCertificate();
    for (const scheme of ['http', 'https']) {
      const aud = `${scheme}://localhost:4000${TOKEN_PATH}`;
      const { status, body } = await ask(tenant, {
        client_assertion_type: TYPE,
        client_assertion: assertion({ aud }),
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        token_type: 'Bearer',
        expires_in: 4500,
        access_token: expect.any(String),
      });
      expect(body).not.toHaveProperty('refresh_token');
    }
  });

  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const bad: [string, () => string][] = [
    ['the key of somebody else', () => assertion({}, {}, 'PS256', foreign)],
    ['RS256', () => assertion({}, {}, 'RS256')],
    ['no signature', () => assertion({}, {}, 'none')],
    ['an unknown thumbprint', () => assertion({}, { 'x5t#S256': 'AAAA' })],
    ['another audience', () => assertion({ aud: 'https://graph.microsoft.com' })],
    ['another subject', () => assertion({ sub: DEMO_IDS.spa })],
    ['an expiry in the past', () => assertion({ nbf: seconds() - 1200, exp: seconds() - 600 })],
    ['a start in the future', () => assertion({ nbf: seconds() + 3600, exp: seconds() + 4000 })],
    ['a life of two days', () => assertion({ exp: seconds() + 172_800 })],
    ['no expiry', () => assertion({ exp: undefined })],
    ['no form of a token', () => 'nonsense'],
  ];

  it.each(bad)('is refused with %s', async (_what, make) => {
    const { status, body } = await ask(withCertificate(), {
      client_assertion_type: TYPE,
      client_assertion: make(),
    });
    expect([status, body['error']]).toEqual([401, 'invalid_client']);
  });

  it('is refused when its certificate has expired or its type is wrong', async () => {
    const late = withCertificate({ now: () => Date.parse('2050-01-01T00:00:00Z') });
    const form = { client_assertion_type: TYPE, client_assertion: assertion() };
    expect((await ask(late, form)).body['error_description']).toContain('AADSTS1000502');
    const other = await ask(withCertificate(), { ...form, client_assertion_type: 'x' });
    expect(other.status).toBe(401);
  });
});

describe('a federated assertion', () => {
  const issuer = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const federated = [
    {
      issuer: 'https://issuer.example',
      subject: 'repo:keywright',
      publicKeyPem: issuer.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    },
  ];
  const make = (claims: Record<string, unknown> = {}) =>
    compactJwt(
      { alg: 'ES256', typ: 'JWT' },
      {
        iss: 'https://issuer.example',
        sub: 'repo:keywright',
        aud: 'api://AzureADTokenExchange',
        exp: seconds() + 300,
        ...claims,
      },
      'ES256',
      issuer.privateKey,
    );

  it.each([
    ['the registered issuer and subject', {}, 200],
    ['another subject', { sub: 'repo:other' }, 401],
    ['another issuer', { iss: 'https://other.example' }, 401],
    ['another audience', { aud: 'api://x' }, 401],
    ['an expiry in the past', { exp: seconds() - 10 }, 401],
  ])('with %s', async (_what, claims, status) => {
    const tenant = createTenant({ backend: { federated } });
    const answer = await ask(tenant, {
      client_assertion_type: TYPE,
      client_assertion: make(claims),
    });
    expect(answer.status).toBe(status);
  });
});

describe('a client secret', () => {
  const backend = { secret: 'only for tests' };

  it('is refused unless the tenant allows secrets', async () => {
    const form = { client_secret: backend.secret };
    const refused = await ask(createTenant({ backend }), form);
    expect(refused.body['error_description']).toContain('AADSTS7000216');
    expect((await ask(createTenant({ backend, allowClientSecret: true }), form)).status).toBe(200);
  });

  it('must be right, and something must be there', async () => {
    const tenant = createTenant({ backend, allowClientSecret: true });
    expect((await ask(tenant, { client_secret: 'x' })).body['error_description']).toContain(
      'AADSTS7000215',
    );
    expect((await ask(tenant, {})).body['error_description']).toContain('AADSTS7000218');
    const other = await ask(tenant, { client_id: DEMO_IDS.spa, client_secret: backend.secret });
    expect(other.body['error']).toBe('unauthorized_client');
    const scope = await ask(tenant, { client_secret: backend.secret, scope: 'User.Read' });
    expect(scope.body['error']).toBe('invalid_scope');
  });
});
