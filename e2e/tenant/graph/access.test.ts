import { describe, expect, it } from 'vitest';
import { createTenant } from '../createTenant.ts';
import { errorOf, graphClient } from '../testing/graphClient.ts';

const USER = '/v1.0/users/lee.gu@contoso.example';
const METHODS = `${USER}/authentication/fido2Methods`;
const PASSES = `${USER}/authentication/temporaryAccessPassMethods`;
const POLICY = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations';

describe('who may call Graph', () => {
  const table: [string, string, readonly string[]][] = [
    ['GET', '/v1.0/users', ['User.Read.All', 'User.ReadBasic.All']],
    ['GET', USER, ['User.Read.All', 'User.ReadBasic.All']],
    ['GET', `${USER}/transitiveMemberOf`, ['User.Read.All', 'GroupMember.Read.All']],
    ['POST', `${USER}/revokeSignInSessions`, ['User.RevokeSessions.All']],
    ['POST', `${USER}/sendMail`, ['Mail.Send']],
    ['GET', '/v1.0/groups', ['GroupMember.Read.All', 'Group.ReadBasic.All']],
    ['GET', METHODS, ['UserAuthMethod-Passkey.Read.All', 'UserAuthMethod-Passkey.ReadWrite.All']],
    ['GET', `${METHODS}/creationOptions`, ['UserAuthMethod-Passkey.ReadWrite.All']],
    ['POST', METHODS, ['UserAuthMethod-Passkey.ReadWrite.All']],
    ['DELETE', `${METHODS}/x`, ['UserAuthMethod-Passkey.ReadWrite.All']],
    ['GET', PASSES, ['UserAuthMethod-TAP.Read.All']],
    ['POST', PASSES, ['UserAuthMethod-TAP.ReadWrite.All']],
    ['DELETE', `${PASSES}/x`, ['UserAuthMethod-TAP.ReadWrite.All']],
    ['GET', `${POLICY}/fido2`, ['Policy.Read.AuthenticationMethod']],
    ['GET', '/v1.0/organization', ['Organization.Read.All', 'Directory.Read.All']],
  ];

  it.each(table)('%s %s needs one of its permissions', async (method, path, permissions) => {
    const denied = await (await graphClient({}, ['Calendars.Read'])).call(method, path);
    expect([denied.status, errorOf(denied).code]).toEqual([403, 'Authorization_RequestDenied']);
    for (const permission of permissions) {
      const allowed = await (await graphClient({}, [permission])).call(method, path);
      expect(allowed.status).not.toBe(403);
    }
  });

  it('shows basic properties only to User.ReadBasic.All', async () => {
    const client = await graphClient({}, ['User.ReadBasic.All']);
    const answer = await client.get(`${USER}?$select=displayName,accountEnabled,userType`);
    expect(answer.body).toMatchObject({
      displayName: 'Lee Gu',
      accountEnabled: null,
      userType: null,
    });
  });
});

describe('a token Graph does not take', () => {
  it('is answered 401 with a challenge', async () => {
    const tenant = createTenant();
    const user = tenant.mintAccessToken();
    for (const authorization of [undefined, 'Basic abc', 'Bearer', 'Bearer x', `Bearer ${user}`]) {
      const answer = await tenant.app.request('/v1.0/users', {
        headers: authorization ? { Authorization: authorization } : {},
      });
      const body: { error?: { code?: string } } = await answer.json();
      expect([answer.status, body.error?.code]).toEqual([401, 'InvalidAuthenticationToken']);
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer /);
    }
  });

  it('is one of another tenant, one that has expired, and one that was expired by script', async () => {
    let now = Date.parse('2026-10-01T10:00:00Z');
    const client = await graphClient({ now: () => now, appTokenSeconds: 60 });
    expect((await client.get(USER)).status).toBe(200);
    now += 61_000;
    expect((await client.get(USER)).status).toBe(401);
    now -= 61_000;
    client.tenant.faults.expire('appTokens');
    expect((await client.get(USER)).status).toBe(401);
    const other = await graphClient();
    const answer = await other.get(USER, { Authorization: `Bearer ${client.token}` });
    expect(answer.status).toBe(401);
  });
});

describe('a URL Graph does not know', () => {
  it.each([
    ['GET', '/v1.0/unicorns', 400, 'BadRequest'],
    ['PATCH', METHODS, 405, 'methodNotAllowed'],
    ['PATCH', `${METHODS}/x`, 405, 'methodNotAllowed'],
    ['GET', '/v1.0/me/authentication/fido2Methods', 400, 'BadRequest'],
    ['GET', '/v1.0/users/%E0%A4%A', 400, 'BadRequest'],
    ['GET', '/v2.0/users', 404, ''],
  ])('%s %s is answered %i', async (method, path, status, code) => {
    const client = await graphClient();
    const answer = await client.call(method, path);
    expect(answer.status).toBe(status);
    if (code) expect(errorOf(answer).code).toBe(code);
  });

  it('does not exist because of its case', async () => {
    const client = await graphClient();
    const paths = [
      '/V1.0/USERS/lee.gu@contoso.example/Authentication/FIDO2methods/CREATIONOPTIONS',
      `${POLICY.toUpperCase()}/Fido2`,
      `${POLICY}('Fido2')`,
      `${POLICY}/TemporaryAccessPass`,
    ];
    for (const path of paths) expect((await client.get(path)).status).toBe(200);
  });
});
