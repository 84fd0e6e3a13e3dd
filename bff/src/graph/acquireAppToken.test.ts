import { createPublicKey, X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { TENANT } from '#bff/auth/testTokens.ts';
import type { GraphCredential } from '#bff/config/readGraphCredential.ts';
import vector from '#bff/config/vectors/certificate.json' with { type: 'json' };
import { Secret } from '#bff/log/secret.ts';
import { json, scriptFetch, withoutRequestId } from '#bff/testFetch.ts';
import { createAcquireToken } from './acquireAppToken.ts';

const CLIENT = '3f8b1d92-6c05-4ea9-b7d4-08e2a96c5f43';
const CERTIFICATE = new X509Certificate(vector.certificate);
const CREDENTIAL: GraphCredential = {
  kind: 'certificate',
  clientId: CLIENT,
  thumbprintSha256: CERTIFICATE.fingerprint256.replaceAll(':', '').toLowerCase(),
  privateKey: new Secret(vector.privateKey),
};
const GOOD = {
  token_type: 'Bearer',
  expires_in: 3599,
  ext_expires_in: 3599,
  access_token: 'opaque',
};

function acquire(
  answer: Response | Error | ((request: Request) => Promise<Response>),
  options: { credential?: GraphCredential; loginOrigin?: string } = {},
) {
  const loginOrigin = options.loginOrigin ?? TENANT.loginOrigin;
  const call = `POST ${loginOrigin}/${TENANT.tenantId}/oauth2/v2.0/token`;
  const script = scriptFetch([{ call: call, answer }]);
  const acquireToken = createAcquireToken(
    {
      tenantId: TENANT.tenantId,
      loginOrigin,
      graphOrigin: 'https://graph.microsoft.com',
      graphCredential: options.credential ?? CREDENTIAL,
    },
    withoutRequestId(script.fetch),
  );
  return { script, acquireToken };
}

describe('a token by certificate', () => {
  it.each([TENANT.loginOrigin, 'http://localhost:4000'])(
    'is asked for with a PS256 assertion, at %s',
    async (loginOrigin) => {
      const { script, acquireToken } = acquire(
        async (request) => {
          const form = new URLSearchParams(await request.text());
          expect(form.get('grant_type')).toBe('client_credentials');
          expect(form.get('scope')).toBe('https://graph.microsoft.com/.default');
          expect(form.get('client_secret')).toBeNull();
          const assertion = form.get('client_assertion') ?? '';
          expect(decodeProtectedHeader(assertion)).toMatchObject({
            alg: 'PS256',
            'x5t#S256': Buffer.from(CREDENTIAL.thumbprintSha256, 'hex').toString('base64url'),
          });
          const key = createPublicKey(vector.certificate);
          const { payload } = await jwtVerify(assertion, key, {
            issuer: CLIENT,
            subject: CLIENT,
            // The library rounds its clock to the nearest second, so `nbf` can lie half a second ahead.
            clockTolerance: 1,
          });
          expect(payload.aud).toContain(`/${TENANT.tenantId}/oauth2/v2.0/token`);
          return json(GOOD);
        },
        { loginOrigin },
      );
      const before = Date.now();
      const { token, expiresAt } = await acquireToken();
      expect(token.reveal()).toBe('opaque');
      expect(expiresAt - before).toBeGreaterThan(3_500_000);
      script.finish();
    },
  );

  it.each([
    [
      'a refusal',
      json(
        {
          error: 'invalid_client',
          error_description: 'AADSTS700027 marker',
          error_codes: [700027],
        },
        401,
      ),
      'graph_unauthorized',
    ],
    [
      'a missing consent',
      json({ error: 'unauthorized_client', error_description: 'AADSTS7000112' }, 400),
      'graph_unauthorized',
    ],
    ['a server error', json({ error: 'server_error' }, 503), 'graph_unavailable'],
    ['too many requests', json({ error: 'throttled' }, 429), 'graph_unavailable'],
    ['a broken connection', new TypeError('fetch failed'), 'graph_unavailable'],
    ['no JSON', new Response('<html>', { status: 200 }), 'graph_unavailable'],
    [
      'a redirect',
      new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      'graph_unavailable',
    ],
    ['an answer without a token', json({ token_type: 'Bearer' }), 'graph_unavailable'],
  ])('fails plainly on %s', async (title, answer, code) => {
    const { acquireToken } = acquire(answer);
    const failure = await acquireToken().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code });
    if (title === 'a refusal') {
      expect(failure).toMatchObject({ graphCode: 'invalid_client AADSTS700027' });
    }
    const shown = JSON.stringify(failure, Object.getOwnPropertyNames(failure));
    expect(shown).not.toContain('marker');
  });
});

describe('a token by secret', () => {
  it('is asked for with the secret, where that is configured', async () => {
    const credential = { kind: 'secret', clientId: CLIENT, secret: new Secret('s3cret') } as const;
    const { script, acquireToken } = acquire(
      async (request) => {
        const form = new URLSearchParams(await request.text());
        expect(form.get('client_secret')).toBe('s3cret');
        return json(GOOD);
      },
      { credential },
    );
    expect((await acquireToken()).token.reveal()).toBe('opaque');
    script.finish();
  });
});
