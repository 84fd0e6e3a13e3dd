import { beforeEach, describe, expect, it } from 'vitest';
import { DEMO_UNITS } from '../directory/directory.ts';
import { APP_OBJECTS, permissionId } from '../directory/registration.ts';
import { CANARY_ID } from '../directory/seedPeople.ts';
import { DEFAULT_PERMISSIONS, DEMO_IDS } from '../options.ts';
import {
  allPages,
  errorOf,
  type GraphClient,
  graphClient,
  rowsOf,
} from '../testing/graphClient.ts';

const APPLICATION = `/v1.0/applications(appId='${DEMO_IDS.backend}')`;
const PRINCIPAL = `/v1.0/servicePrincipals(appId='${DEMO_IDS.backend}')`;
const GRANTS = `/v1.0/servicePrincipals/${APP_OBJECTS.principal}/appRoleAssignments`;
const POLICIES = '/v1.0/identity/conditionalAccess/policies';
const OWN = { displayName: 'ours', endDateTime: '2049-01-01T00:00:00Z' };

let client: GraphClient;
beforeEach(async () => {
  client = await graphClient({ canary: true });
});

describe('the backend’s registration', () => {
  it.each([
    ...[APPLICATION, PRINCIPAL, GRANTS, `/v1.0/servicePrincipals/${APP_OBJECTS.graph}`],
    ...[`/v1.0/applications/${APP_OBJECTS.application}/owners`],
    ...[`/v1.0/servicePrincipals/${APP_OBJECTS.principal}/owners`],
    ...[`/v1.0/applications/${APP_OBJECTS.application}/federatedIdentityCredentials`],
  ])('is read by Application.Read.All and not without it: %s', async (path) => {
    expect((await client.get(path)).status).toBe(200);
    const other = await graphClient({}, ['User.Read.All', 'Policy.Read.All']);
    expect((await other.get(path)).status).toBe(403);
  });

  it('shows certificates only where they are selected, and no secret ever', async () => {
    client.tenant.faults.setRegistration({
      keyCredentials: [{ ...OWN, key: 'AAAA' }],
      passwordCredentials: [OWN],
    });
    const whole = await client.get(APPLICATION);
    expect(whole.body).toMatchObject({
      keyCredentials: [{ ...OWN, key: null }],
      passwordCredentials: [{ ...OWN, secretText: null }],
    });
    const selected = await client.get(`${APPLICATION}?$select=id,keyCredentials`);
    expect(selected.body).toMatchObject({ keyCredentials: [{ ...OWN, key: 'AAAA' }] });
    expect(selected.body).not.toHaveProperty('passwordCredentials');
    expect(errorOf(await client.get(`${APPLICATION}?$select=nothing`)).code).toBe('BadRequest');
  });

  it('is nobody else’s', async () => {
    for (const path of [
      `/v1.0/applications(appId='${DEMO_IDS.spa}')`,
      `/v1.0/servicePrincipals/${DEMO_IDS.spa}`,
      `/v1.0/servicePrincipals/${DEMO_IDS.spa}/appRoleAssignments`,
      `/v1.0/applications/${DEMO_IDS.spa}/owners`,
    ]) {
      expect((await client.get(path)).status).toBe(404);
    }
  });

  it('of a managed identity is a service principal alone', async () => {
    client.tenant.faults.setRegistration({ servicePrincipalType: 'ManagedIdentity' });
    expect((await client.get(APPLICATION)).status).toBe(404);
    expect((await client.get(PRINCIPAL)).body['servicePrincipalType']).toBe('ManagedIdentity');
  });

  it('lists what was granted over pages, by ids that the API gives names', async () => {
    const many = Array.from({ length: 150 }, (_, index) => `Made.Up${String(index)}.Read.All`);
    client.tenant.faults.setRegistration({
      permissions: many,
      exchangePermissions: ['Exchange.X'],
    });
    const pages = await allPages(client, GRANTS);
    expect(pages.map((page) => page.length)).toEqual([100, 51]);
    expect(pages[1]?.at(-1)).toMatchObject({
      appRoleId: permissionId('Exchange.X'),
      resourceId: APP_OBJECTS.exchange,
    });
    const api = await client.get(`/v1.0/servicePrincipals/${APP_OBJECTS.graph}?$select=appRoles`);
    expect(api.body['appRoles']).toContainEqual(
      expect.objectContaining({
        id: permissionId('Made.Up3.Read.All'),
        value: 'Made.Up3.Read.All',
      }),
    );
  });

  it('changes what the next token may', async () => {
    client.tenant.faults.setRegistration({ permissions: ['Organization.Read.All'] });
    const tenantId = DEMO_IDS.tenant;
    const answer = await client.tenant.app.request(`/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: DEMO_IDS.backend,
        client_secret: 'only for tests',
        scope: 'https://graph.microsoft.com/.default',
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const [, claims = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      roles: ['Organization.Read.All'],
    });
  });

  it('names its owners to who may read people', async () => {
    client.tenant.faults.setRegistration({ ownerIds: ['lee.gu@contoso.example'] });
    const path = `/v1.0/applications/${APP_OBJECTS.application}/owners?$select=id,displayName`;
    expect(rowsOf(await client.get(path))).toMatchObject([{ displayName: 'Lee Gu' }]);
  });

  it('has directory roles of its own', async () => {
    client.tenant.faults.setRegistration({ directoryRoles: ['Global Administrator'] });
    const filter = encodeURIComponent(`principalId eq '${APP_OBJECTS.principal}'`);
    const path = `/v1.0/roleManagement/directory/roleAssignments?$filter=${filter}`;
    expect(rowsOf(await client.get(path))).toMatchObject([
      { principalId: APP_OBJECTS.principal, directoryScopeId: '/' },
    ]);
  });
});

describe('Conditional Access policies', () => {
  it('are read by their own permission, with what was selected', async () => {
    const answer = await client.get(`${POLICIES}?$select=state,conditions`);
    expect(rowsOf(answer)[1]).toEqual({
      state: 'enabled',
      conditions: expect.objectContaining({
        applications: expect.objectContaining({
          includeAuthenticationContextClassReferences: ['c1', 'c2', 'c3'],
        }),
      }),
    });
    const rest = DEFAULT_PERMISSIONS.filter((name) => name !== 'Policy.Read.ConditionalAccess');
    expect((await (await graphClient({}, rest)).get(POLICIES)).status).toBe(403);
  });
});

describe('who is in a restricted unit', () => {
  const methods = `/v1.0/users/${CANARY_ID}/authentication`;

  it.each([
    ['DELETE', `${methods}/fido2Methods/none`],
    ['POST', `${methods}/fido2Methods`],
    ['POST', `${methods}/temporaryAccessPassMethods`],
    ['POST', `/v1.0/users/${CANARY_ID}/revokeSignInSessions`],
  ])('is changed by no application: %s %s', async (method, path) => {
    const refused = await client.call(method, path, {});
    expect([refused.status, errorOf(refused).code]).toEqual([403, 'Authorization_RequestDenied']);
    client.tenant.faults.changePerson(CANARY_ID, { unitIds: [DEMO_UNITS.essen] });
    expect((await client.call(method, path, {})).status).not.toBe(403);
  });

  it('can be read like everybody', async () => {
    expect((await client.get(`${methods}/fido2Methods`)).status).toBe(200);
  });
});
