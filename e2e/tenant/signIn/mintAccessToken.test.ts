import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { createTenant, type Tenant } from '../createTenant.ts';
import { DEMO_IDS } from '../options.ts';

async function isGood(tenant: Tenant, token: string): Promise<boolean> {
  const answer = await tenant.app.request(`/${DEMO_IDS.tenant}/discovery/v2.0/keys`);
  const keys = createLocalJWKSet(await answer.json());
  try {
    await jwtVerify(token, keys, { algorithms: ['RS256'], audience: DEMO_IDS.api });
    return true;
  } catch {
    return false;
  }
}

describe('minted access tokens', () => {
  it('are good when nothing is changed', async () => {
    const tenant = createTenant();
    expect(await isGood(tenant, tenant.mintAccessToken())).toBe(true);
    expect(decodeJwt(tenant.mintAccessToken({ person: 'lee.gu@contoso.example' }))).toMatchObject({
      name: 'Lee Gu',
    });
  });

  it.each([
    ['a foreign key', { key: 'foreign' }],
    ['the retired key', { key: 'retired' }],
    ['no signature', { alg: 'none' }],
    ['an HMAC under the public key', { alg: 'HS256' }],
    ['RS384', { alg: 'RS384' }],
    ['PS256', { alg: 'PS256' }],
    ['a header that lies about the algorithm', { alg: 'HS256', header: { alg: 'RS256' } }],
    ['an ID token', { kind: 'id' }],
    ['an expiry in the past', { claims: { exp: 1 } }],
    ['another audience', { claims: { aud: DEMO_IDS.spa } }],
    ['an unknown kid', { header: { kid: 'x' } }],
  ] as const)('fail with %s', async (_what, overrides) => {
    const tenant = createTenant();
    expect(await isGood(tenant, tenant.mintAccessToken(overrides))).toBe(false);
  });

  it('lose what is overridden by undefined and gain acrs and an older sign-in', () => {
    const tenant = createTenant();
    const token = tenant.mintAccessToken({
      claims: { scp: undefined },
      header: { kid: undefined },
      acrs: ['c1'],
      signedInSecondsAgo: 600,
    });
    const claims = decodeJwt(token);
    expect(claims).not.toHaveProperty('scp');
    expect(decodeProtectedHeader(token)).not.toHaveProperty('kid');
    expect(claims).toMatchObject({ acrs: ['c1'], auth_time: (claims.iat ?? 0) - 600 });
  });

  it('survive a rotation that keeps the old key, and end with one that drops it', async () => {
    const tenant = createTenant();
    const token = tenant.mintAccessToken();
    tenant.faults.rotateKeys();
    expect(await isGood(tenant, token)).toBe(true);
    expect(await isGood(tenant, tenant.mintAccessToken())).toBe(true);
    const { kid } = decodeProtectedHeader(tenant.mintAccessToken());
    expect(kid).not.toBe(decodeProtectedHeader(token).kid);
    tenant.faults.rotateKeys(true);
    expect(await isGood(tenant, token)).toBe(false);
    expect(decodeProtectedHeader(tenant.mintAccessToken({ key: 'retired' })).kid).toBe(kid);
  });

  it('are for people of the tenant only', () => {
    expect(() => createTenant().mintAccessToken({ person: 'nobody' })).toThrow(TypeError);
  });
});
