import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_GROUPS } from '../directory/directory.ts';
import { directoryRole } from '../directory/directoryRoles.ts';
import {
  allPages,
  EVENTUAL,
  type GraphClient,
  graphClient,
  namesOf,
  rowsOf,
} from '../testing/graphClient.ts';

const ADELE = 'adele.vance@contoso.example';

let client: GraphClient;

beforeAll(async () => {
  client = await graphClient();
});

describe('groups', () => {
  it('are found by name', async () => {
    const answer = await client.get(
      "/v1.0/groups?$filter=displayName eq 'Frontline staff'&$select=id",
    );
    expect(rowsOf(answer)).toEqual([{ id: DEMO_GROUPS.frontline }]);
  });

  it('give a thousand members over pages', async () => {
    const path = `/v1.0/groups/${DEMO_GROUPS.frontline}/transitiveMembers/microsoft.graph.user?$select=id&$top=400&$count=true`;
    const pages = await allPages(client, path, EVENTUAL);
    expect(pages.map((page) => page.length)).toEqual([400, 400, 200]);
    expect(new Set(pages.flat().map((row) => row['id'])).size).toBe(1000);
    expect((await client.get(path)).status).toBe(400);
  });

  it('open nested groups when asked for transitive members', async () => {
    const direct = await client.get(`/v1.0/groups/${DEMO_GROUPS.europe}/members`);
    const nested = await client.get(`/v1.0/groups/${DEMO_GROUPS.europe}/transitiveMembers`);
    expect(namesOf(direct)).toContain('Nordics');
    expect(namesOf(direct)).not.toContain('Ingrid Solberg');
    expect(namesOf(nested)).toContain('Ingrid Solberg');
    expect(rowsOf(nested).map((row) => row['@odata.type'])).toContain('#microsoft.graph.group');
    const count = await client.get(
      `/v1.0/groups/${DEMO_GROUPS.europe}/transitiveMembers/$count`,
      EVENTUAL,
    );
    expect(count.body['text']).toBe(String(rowsOf(nested).length));
  });

  it('answer 404 for an unknown group or relation', async () => {
    expect((await client.get('/v1.0/groups/00000000-0000-0000-0000-000000000000')).status).toBe(
      404,
    );
    expect((await client.get(`/v1.0/groups/${DEMO_GROUPS.europe}/cousins`)).status).toBe(404);
  });
});

describe('memberships', () => {
  it('show groups through nesting and directory roles', async () => {
    const ingrid = 'ingrid.solberg@contoso.example';
    expect(namesOf(await client.get(`/v1.0/users/${ingrid}/memberOf`))).not.toContain('Europe');
    expect(namesOf(await client.get(`/v1.0/users/${ingrid}/transitiveMemberOf`))).toContain(
      'Europe',
    );
    const roles = await client.get(
      '/v1.0/users/viktor.steiner@contoso.example/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,displayName,roleTemplateId',
    );
    expect(rowsOf(roles)).toEqual([
      { '@odata.type': '#microsoft.graph.directoryRole', ...directoryRole('Global Administrator') },
    ]);
  });

  it('hide what the token may not read', async () => {
    const poor = await graphClient({}, ['User.Read.All']);
    const answer = await poor.get(`/v1.0/users/${ADELE}/transitiveMemberOf`);
    const role = rowsOf(answer).find(
      (row) => row['@odata.type'] === '#microsoft.graph.directoryRole',
    );
    expect(role).toMatchObject({ displayName: null, roleTemplateId: null });
    const group = rowsOf(answer).find((row) => row['@odata.type'] === '#microsoft.graph.group');
    expect(Object.keys(group ?? {})).toEqual(['@odata.type', 'id']);
  });

  it('show role-assignable groups and role assignments', async () => {
    const cast = await client.get(
      '/v1.0/users/noah.smith@contoso.example/transitiveMemberOf/microsoft.graph.group?$filter=isAssignableToRole eq true',
    );
    expect(namesOf(cast)).toEqual(['Privileged operators']);
    const { id } = client.tenant.state.person('viktor.steiner@contoso.example');
    const path = `roleManagement/directory/transitiveRoleAssignments?$filter=principalId eq '${id}'`;
    expect(rowsOf(await client.get(`/beta/${path}`))).toHaveLength(1);
    expect((await client.get(`/v1.0/${path}`)).status).toBe(400);
  });
});

describe('the organization', () => {
  it('has a name', async () => {
    const answer = await client.get('/v1.0/organization?$select=displayName');
    expect(rowsOf(answer)).toEqual([{ displayName: 'Contoso Demo' }]);
  });
});

describe('the size of the seed', () => {
  it('can be smaller', async () => {
    const small = await graphClient({ demoPeople: 5, largeGroupSize: 3 });
    expect(rowsOf(await small.get('/v1.0/users'))).toHaveLength(8);
    expect(
      (await graphClient({ largeGroupSize: 0 })).tenant.state.people.length,
    ).toBeGreaterThanOrEqual(40);
  });
});
