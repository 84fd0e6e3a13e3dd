import { createPublicKey, X509Certificate } from 'node:crypto';
import { inspect } from 'node:util';
import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { TENANT } from '#bff/auth/testTokens.ts';
import type { ClientCredential } from '#bff/config/readGraphCredential.ts';
import vector from '#bff/config/vectors/certificate.json' with { type: 'json' };
import { Secret } from '#bff/log/secret.ts';
import { json, scriptFetch, withoutRequestId } from '#bff/testFetch.ts';
import { createExchangeUserToken } from './exchangeUserToken.ts';

const CLIENT = '9a3e5c71-2b64-4d18-a0c7-d51b7f3e8c32';
const CREDENTIAL: ClientCredential = {
  kind: 'certificate',
  clientId: CLIENT,
  thumbprintSha256: new X509Certificate(vector.certificate).fingerprint256
    .replaceAll(':', '')
    .toLowerCase(),
  privateKey: new Secret(vector.privateKey),
};
const CLAIMS = '{"access_token":{"capolids":{"essential":true,"values":["9c6d"]}}}';
const GOOD = {
  token_type: 'Bearer',
  expires_in: 3599,
  ext_expires_in: 3599,
  access_token: 'graph',
};

function exchange(answer: Response | Error | ((request: Request) => Promise<Response>)) {
  const call = `POST ${TENANT.loginOrigin}/${TENANT.tenantId}/oauth2/v2.0/token`;
  const script = scriptFetch([{ call, answer }]);
  const config = {
    tenantId: TENANT.tenantId,
    loginOrigin: TENANT.loginOrigin,
    graphOrigin: 'https://graph.microsoft.com',
  };
  return createExchangeUserToken(
    config,
    CREDENTIAL,
    withoutRequestId(script.fetch),
  )(new Secret('their-token'));
}

const refusal = (error: string, number: number, more: Record<string, unknown> = {}) =>
  json(
    {
      error,
      error_description: `AADSTS${number}: marker of their-token`,
      error_codes: [number],
      ...more,
    },
    400,
  );

describe('the exchange of a person’s token', () => {
  it('asks for their own passkeys and nothing else, as the application that the token is for', async () => {
    const { token, expiresAt } = await exchange(async (request) => {
      const form = new URLSearchParams(await request.text());
      expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
      expect(form.get('requested_token_use')).toBe('on_behalf_of');
      expect(form.get('assertion')).toBe('their-token');
      expect(form.get('client_id')).toBe(CLIENT);
      const graph = (form.get('scope') ?? '').split(' ').filter((one) => one.includes('/'));
      expect(graph).toEqual(['https://graph.microsoft.com/UserAuthMethod-Passkey.ReadWrite']);
      const key = createPublicKey(vector.certificate);
      await jwtVerify(form.get('client_assertion') ?? '', key, {
        ...{ issuer: CLIENT, subject: CLIENT, clockTolerance: 1 },
      });
      return json(GOOD);
    });
    expect(token.reveal()).toBe('graph');
    expect(expiresAt).toBeGreaterThan(Date.now());
  });

  it.each([
    [
      'what Entra wants of the sign-in',
      refusal('interaction_required', 50076, { suberror: 'basic_action', claims: CLAIMS }),
      { code: 'session_step_up', claims: CLAIMS },
    ],
    [
      'a sign-in that Entra wants without saying how',
      refusal('interaction_required', 50079, { claims: 'marker' }),
      { code: 'session_step_up', claims: undefined },
    ],
    ['a token that has ended', refusal('invalid_grant', 500_133), { code: 'session_expired' }],
    [
      'a missing consent',
      refusal('invalid_grant', 65_001, { suberror: 'consent_required' }),
      { code: 'graph_forbidden' },
    ],
    [
      'an application that Entra does not believe',
      refusal('invalid_client', 700_027),
      { code: 'graph_unauthorized', graphCode: 'invalid_client AADSTS700027' },
    ],
    ['a service that is away', json({ error: 'server_error' }, 503), { code: 'graph_unavailable' }],
    ['a broken connection', new TypeError('fetch failed'), { code: 'graph_unavailable' }],
    ['an answer without a token', json({ token_type: 'Bearer' }), { code: 'graph_unavailable' }],
  ])(
    'fails plainly on %s, without a word of Entra’s or of the token',
    async (_, answer, wanted) => {
      const failure = await exchange(answer).catch((error: unknown) => error);
      expect(failure).toMatchObject(wanted);
      expect(inspect(failure, { depth: 9 })).not.toMatch(/marker|their-token/);
    },
  );
});
