import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';

/** A tenant that signs tokens, for tests. Nothing here exists. */
export const TENANT = {
  tenantId: '5b0c7e0a-41f6-4c3e-9a55-2f6d1c8e7a10',
  apiClientId: '9a3e5c71-2b64-4d18-a0c7-d51b7f3e8c32',
  apiScope: 'access_as_user',
  pageClientId: '0d6f2a34-8f0b-4b7c-8f4e-6a1f4c1b9d21',
  loginOrigin: 'https://login.microsoftonline.com',
} as const;

export const ISSUER = `${TENANT.loginOrigin}/${TENANT.tenantId}/v2.0`;
export const PERSON_ID = '11111111-2222-4333-8444-555555555555';

/** What a token is made of; `undefined` takes a claim away. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

function defined(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** Good claims at `now` (seconds), before changes. */
export function goodClaims(now: number): Record<string, unknown> {
  return {
    aud: TENANT.apiClientId,
    iss: ISSUER,
    iat: now,
    nbf: now,
    exp: now + 4500,
    acct: 0,
    auth_time: now - 60,
    azp: TENANT.pageClientId,
    azpacr: '0',
    name: 'Adele Vance',
    oid: PERSON_ID,
    preferred_username: 'adele.vance@contoso.example',
    roles: ['Keywright.Operator'],
    scp: TENANT.apiScope,
    sub: 'pairwise',
    tid: TENANT.tenantId,
    ver: '2.0',
    xms_cc: ['cp1'],
  };
}

/** A key of the tenant, or of somebody else. */
export async function createTestKey(kid: string, alg: 'RS256' | 'PS256' | 'ES256' = 'RS256') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const { kty, n, e, crv, x, y } = await exportJWK(publicKey);
  const parts = { kty, n, e, crv, x, y, kid, use: 'sig', issuer: ISSUER };
  return {
    kid,
    privateKey,
    publicKey,
    /** As Entra publishes it: without `alg`. */
    jwk: defined(parts),
    sign: (now: number, changes: TokenChanges = {}) =>
      new SignJWT(defined({ ...goodClaims(now), ...changes.claims }))
        .setProtectedHeader(
          defined({ typ: 'JWT', alg, kid, ...changes.header }) as unknown as JWTHeaderParameters,
        )
        .sign(privateKey),
  };
}

export type TestKey = Awaited<ReturnType<typeof createTestKey>>;
