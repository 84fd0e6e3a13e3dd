import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { createTenant, type Tenant } from '../createTenant.ts';

const LEE = 'lee.gu@contoso.example';
const MEGAN = 'megan.bowen@contoso.example';

function controls(tenant: Tenant, token = 'secret') {
  return async (method: string, path: string, body?: unknown) => {
    const answer = await tenant.app.request(`/_control${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
}

describe('the control calls', () => {
  it('do not exist without a token, and need the right one', async () => {
    expect((await createTenant().app.request('/_control/requests')).status).toBe(404);
    const tenant = createTenant({ controlToken: 'secret' });
    expect((await tenant.app.request('/_control/requests')).status).toBe(401);
    expect((await controls(tenant, 'other')('POST', '/reset')).status).toBe(401);
    expect((await controls(tenant)('GET', '/requests')).body).toEqual([]);
  });

  it('script, show and forget faults', async () => {
    const tenant = createTenant({ controlToken: 'secret' });
    const call = controls(tenant);
    const rule = { path: '/users', effect: { kind: 'throttle', retryAfterSeconds: 1 } };
    const { body } = await call('POST', '/faults', rule);
    expect((await tenant.app.request('/v1.0/users')).status).toBe(429);
    expect((await call('GET', '/requests')).body).toMatchObject([
      { path: '/v1.0/users', status: 429, fault: body.id },
    ]);
    await call('POST', '/faults', rule);
    expect((await call('GET', '/faults')).body).toHaveLength(1);
    await call('DELETE', '/faults');
    expect((await call('GET', '/faults')).body).toEqual([]);
    expect((await call('POST', '/faults', { path: '(', effect: rule.effect })).status).toBe(400);
  });

  it('read and change people, policies, settings, clock and keys', async () => {
    const tenant = createTenant({ controlToken: 'secret', now: () => 1_000_000_000_000 });
    const call = controls(tenant);
    await call('PATCH', `/people/${LEE}`, { accountEnabled: false });
    expect((await call('GET', `/people/${LEE}`)).body.accountEnabled).toBe(false);
    await call('POST', `/people/${LEE}/passkeys`, {
      aaGuid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
      count: 2,
    });
    expect((await call('GET', `/people/${LEE}/passkeys`)).body).toMatchObject([
      { model: 'YubiKey 5 Series with NFC', credentialId: expect.stringMatching(/^[\w-]+$/) },
      { displayName: expect.any(String) },
    ]);
    expect((await call('GET', `/people/${LEE}/temporaryAccessPass`)).body).toBeNull();
    await call('PATCH', '/policies/fido2', { state: 'disabled' });
    await call('PATCH', '/policies/temporaryAccessPass', { defaultLength: 12 });
    expect((await call('GET', '/policies')).body).toMatchObject({
      fido2: { state: 'disabled' },
      temporaryAccessPass: { defaultLength: 12 },
    });
    await call('PATCH', '/settings', { idEncoding: 'mixed', userTokenSeconds: 5 });
    await call('POST', '/advanceClock', { ms: 60_000 });
    const { token } = (await call('POST', '/tokens', { person: LEE })).body;
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
    expect([claims.iat, claims.exp]).toEqual([1_000_000_060, 1_000_000_065]);
    for (const what of ['appTokens', 'challenges', 'sessions']) {
      expect((await call('POST', '/expire', { what })).status).toBe(200);
    }
    expect((await call('POST', '/expire', { what: 'all' })).status).toBe(400);
    expect((await call('POST', '/rotateKeys', { dropOld: true })).status).toBe(200);
    expect((await call('POST', '/hideNewPasskeys', { reads: 1 })).status).toBe(200);
    expect((await call('POST', `/people/${LEE}/temporaryAccessPass/used`)).status).toBe(200);
    expect((await call('GET', '/people/nobody')).status).toBe(400);
    await call('PATCH', '/policies/fido2', { state: 'enabled' });
    const own = { aaGuid: 'cb69481e-8ff7-4039-93ec-0a2729a154a8', displayName: 'Mine' };
    expect((await call('POST', `/people/${MEGAN}/ownPasskeys`, own)).status).toBe(200);
    expect((await call('GET', `/people/${MEGAN}/passkeys`)).body.at(-1)).toMatchObject({
      ...{ ...own, attestationLevel: 'attested', passkeyType: 'deviceBound' },
      createdDateTime: '2001-09-09T01:47:40.000Z',
    });
    await call('PATCH', '/policies/fido2', { isSelfServiceRegistrationAllowed: false });
    expect((await call('POST', `/people/${MEGAN}/ownPasskeys`, own)).status).toBe(400);
    await call('POST', '/reset');
    expect((await call('GET', `/people/${LEE}`)).body.accountEnabled).toBe(true);
    expect((await call('GET', '/people')).body.length).toBeGreaterThanOrEqual(40);
    expect((await call('GET', '/mails')).body).toEqual([]);
  });
});

describe('the process', () => {
  it('prints its origin on one line, answers, and ends when told', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'e2e/tenant/serve.ts'], {
      env: {
        ...process.env,
        TENANT_OPTIONS: JSON.stringify({ controlToken: 'secret', tenantName: 'Child' }),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { origin }: { origin: string } = JSON.parse(line);
    expect(origin).toMatch(/^http:\/\/localhost:\d+$/);
    const answer = await fetch(`${origin}/_control/people`, {
      headers: { Authorization: 'Bearer secret' },
    });
    expect(answer.status).toBe(200);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  }, 20_000);
});
