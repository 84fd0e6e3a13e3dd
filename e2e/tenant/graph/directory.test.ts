import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_GROUPS } from '../directory/directory.ts';
import { directoryRole } from '../directory/directoryRoles.ts';
import { DEFAULT_PERMISSIONS } from '../options.ts';
import {
  EVENTUAL,
  errorOf,
  type GraphClient,
  graphClient,
  rowsOf,
} from '../testing/graphClient.ts';

const FULL = [...DEFAULT_PERMISSIONS, 'User.RevokeSessions.All', 'Mail.Send'];
const ADELE = 'adele.vance@contoso.example';

let client: GraphClient;

beforeAll(async () => {
  client = await graphClient({}, FULL);
});

function names(answer: { body: Record<string, unknown> }): unknown[] {
  return (answer.body['value'] as Record<string, unknown>[]).map((row) => row['displayName']);
}

async function allPages(
  path: string,
  headers?: Record<string, string>,
): Promise<Record<string, unknown>[][]> {
  const pages: Record<string, unknown>[][] = [];
  for (let next: unknown = path; typeof next === 'string'; ) {
    const answer = await client.get(next, headers);
    expect(answer.status).toBe(200);
    pages.push(rowsOf(answer));
    next = answer.body['@odata.nextLink'];
  }
  return pages;
}

describe('one user', () => {
  it('is found by id and by UPN, in any case, with the default properties', async () => {
    const { id } = client.tenant.state.person(ADELE);
    for (const key of [id.toUpperCase(), ADELE, 'ADELE.vance%40contoso.example']) {
      const answer = await client.get(`/v1.0/Users/${key}`);
      expect(answer.body).toMatchObject({
        id,
        displayName: 'Adele Vance',
        userPrincipalName: ADELE,
      });
      expect(answer.body).not.toHaveProperty('accountEnabled');
    }
  });

  it('shows selected properties only, and refuses unknown ones', async () => {
    const answer = await client.get(`/beta/users/${ADELE}?$select=id,accountEnabled,userType`);
    expect(Object.keys(answer.body).sort()).toEqual([
      '@odata.context',
      'accountEnabled',
      'id',
      'userType',
    ]);
    expect(errorOf(await client.get(`/v1.0/users/${ADELE}?$select=shoeSize`)).code).toBe(
      'BadRequest',
    );
  });

  it('keeps a guest, an apostrophe and hostile names apart', async () => {
    const guest = await client.get(
      '/v1.0/users/nora.lindqvist_fabrikam.example%23EXT%23@contoso.example?$select=userType',
    );
    expect(guest.body['userType']).toBe('Guest');
    const quoted = await client.get(
      "/v1.0/users?$filter=userPrincipalName eq 'sinead.o''connor@contoso.example'",
    );
    expect(names(quoted)).toEqual(["Sinéad O'Connor"]);
    const everyone = client.tenant.state.people.map((person) => person.displayName);
    expect(everyone.some((name) => [...name].length > 64)).toBe(true);
    expect(everyone.some((name) => name.includes('\u202e'))).toBe(true);
  });

  it('answers 404 in the directory envelope for nobody', async () => {
    const answer = await client.get('/v1.0/users/nobody@contoso.example', {
      'client-request-id': 'mine',
    });
    expect([answer.status, errorOf(answer).code]).toEqual([404, 'Request_ResourceNotFound']);
    expect(answer.body['error']).toMatchObject({
      innerError: { date: expect.any(String), 'request-id': answer.headers.get('request-id') },
    });
    expect(answer.headers.get('client-request-id')).toBe('mine');
    expect(Date.parse(answer.headers.get('Date') ?? '')).toBeGreaterThan(0);
  });

  it('has a manager, unless at the top', async () => {
    expect((await client.get(`/v1.0/users/${ADELE}/manager`)).body['displayName']).toBe('Lee Gu');
    expect((await client.get('/v1.0/users/lee.gu@contoso.example/manager')).status).toBe(404);
  });

  it('loses its sessions and gets mail, both noted', async () => {
    const revoked = await client.call('POST', `/v1.0/users/${ADELE}/revokeSignInSessions`);
    expect(revoked.body['value']).toBe(true);
    const message = {
      subject: 'Hello',
      body: { contentType: 'Text', content: 'Come and get it' },
      toRecipients: [{ emailAddress: { address: 'lee.gu@contoso.example' } }],
    };
    const sent = await client.call('POST', `/v1.0/users/${ADELE}/sendMail`, { message });
    expect(sent.status).toBe(202);
    expect(client.tenant.state.mails.at(-1)).toMatchObject({
      to: ['lee.gu@contoso.example'],
      subject: 'Hello',
    });
    const bad = await client.call('POST', `/v1.0/users/${ADELE}/sendMail`, {
      message: {
        ...message,
        toRecipients: [{ emailAddress: { address: 'a@b.example\r\nBcc: x' } }],
      },
    });
    expect(bad.status).toBe(400);
  });
});

describe('the list of users', () => {
  it('comes in pages of the size asked for, each person once', async () => {
    const pages = await allPages('/v1.0/users?$top=999&$select=id');
    const ids = pages.flat().map((row) => row['id']);
    expect(pages.map((page) => page.length)).toEqual([999, ids.length - 999]);
    expect(new Set(ids).size).toBe(client.tenant.state.people.length + 1000);
    expect(rowsOf(await client.get('/v1.0/users'))).toHaveLength(100);
  });

  it('refuses a skip token that is made up, altered or carried to another query', async () => {
    const first = await client.get('/v1.0/users?$top=5');
    const next = new URL(String(first.body['@odata.nextLink']));
    const token = next.searchParams.get('$skiptoken') ?? '';
    expect(token).not.toMatch(/^\d+$/);
    for (const path of [
      '/v1.0/users?$top=5&$skiptoken=5',
      `/v1.0/users?$top=5&$skiptoken=${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`,
      `/v1.0/users?$top=6&$skiptoken=${token}`,
    ]) {
      expect(errorOf(await client.get(path)).code).toBe('Directory_ExpiredPageToken');
    }
  });

  it.each(['0', '1000', 'x', '-1'])('refuses $top=%s', async (top) => {
    expect((await client.get(`/v1.0/users?$top=${top}`)).status).toBe(400);
  });

  it.each([
    ["startswith(displayName,'adele')", ['Adele Vance']],
    ["startswith(displayName,'A') and department eq 'IT'", ['Adele Vance']],
    ["displayName eq 'Lee Gu' or displayName eq 'Adele Vance'", ['Adele Vance', 'Lee Gu']],
    [
      "(displayName eq 'Lee Gu' or displayName eq 'Adele Vance') and jobTitle eq 'Identity lead'",
      ['Adele Vance'],
    ],
    ["displayName in ('Lee Gu','Megan Bowen')", ['Lee Gu', 'Megan Bowen']],
    ['accountEnabled eq false', ['Grady Archie']],
    ["userType eq 'Guest'", ['Nora Lindqvist']],
  ])('filters by %s', async (filter, expected) => {
    const answer = await client.get(`/v1.0/users?$filter=${encodeURIComponent(filter)}`);
    expect(names(answer)).toEqual(expected);
  });

  it.each([
    "endswith(mail,'contoso.example')",
    "userType ne 'Member'",
    "not startswith(displayName,'Front')",
  ])('wants the header and $count for %s', async (filter) => {
    const path = `/v1.0/users?$top=5&$filter=${encodeURIComponent(filter)}`;
    expect(errorOf(await client.get(path)).code).toBe('Request_UnsupportedQuery');
    const answer = await client.get(`${path}&$count=true`, EVENTUAL);
    expect(answer.body['@odata.count']).toBeGreaterThan(0);
  });

  it.each([
    "displayName eq 'x",
    'displayName eq',
    "shoeSize eq '1'",
    "displayName gt 'a'",
    "displayName eq 'a' 'b'",
    'startswith(displayName,true)',
    "(displayName eq 'a'",
    'displayName eq x',
    "displayName eq 'a'; drop",
  ])('refuses the filter %s', async (filter) => {
    expect((await client.get(`/v1.0/users?$filter=${encodeURIComponent(filter)}`)).status).toBe(
      400,
    );
  });

  it('searches words of names and beginnings of addresses, with the header only', async () => {
    const search = encodeURIComponent('"displayName:vance" OR "mail:lee.g"');
    expect(errorOf(await client.get(`/v1.0/users?$search=${search}`)).code).toBe(
      'Request_UnsupportedQuery',
    );
    expect(names(await client.get(`/v1.0/users?$search=${search}`, EVENTUAL))).toEqual([
      'Adele Vance',
      'Lee Gu',
    ]);
    const both = encodeURIComponent('"displayName:adele" AND "displayName:lee"');
    expect(names(await client.get(`/v1.0/users?$search=${both}`, EVENTUAL))).toEqual([]);
    const escaped = encodeURIComponent(String.raw`"displayName:\"Bobby\""`);
    expect(rowsOf(await client.get(`/v1.0/users?$search=${escaped}`, EVENTUAL))).toHaveLength(1);
  });

  it.each([
    'adele',
    '"adele"',
    '"shoeSize:1"',
    '"displayName:"',
    '"displayName:a" OR',
    'OR "displayName:a"',
    '',
  ])('refuses the search %s', async (search) => {
    const answer = await client.get(`/v1.0/users?$search=${encodeURIComponent(search)}`, EVENTUAL);
    expect(answer.status).toBe(400);
  });

  it('sorts, and refuses to sort what it filters without the header', async () => {
    const sorted = await client.get(
      '/v1.0/users?$orderby=displayName desc&$top=1&$select=displayName',
    );
    expect(rowsOf(sorted)).toHaveLength(1);
    const path = "/v1.0/users?$orderby=displayName&$filter=department eq 'IT'";
    expect((await client.get(path)).status).toBe(400);
    expect(names(await client.get(`${path}&$count=true`, EVENTUAL))).toContain('Adele Vance');
  });

  it.each(['$skip=5', '$expand=manager', '$apply=x'])('refuses %s', async (option) => {
    expect((await client.get(`/v1.0/users?${option}`)).status).toBe(400);
  });
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
    const pages = await allPages(path, EVENTUAL);
    expect(pages.map((page) => page.length)).toEqual([400, 400, 200]);
    expect(new Set(pages.flat().map((row) => row['id'])).size).toBe(1000);
    expect((await client.get(path)).status).toBe(400);
  });

  it('open nested groups when asked for transitive members', async () => {
    const direct = await client.get(`/v1.0/groups/${DEMO_GROUPS.europe}/members`);
    const nested = await client.get(`/v1.0/groups/${DEMO_GROUPS.europe}/transitiveMembers`);
    expect(names(direct)).toContain('Nordics');
    expect(names(direct)).not.toContain('Ingrid Solberg');
    expect(names(nested)).toContain('Ingrid Solberg');
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
    expect(names(await client.get(`/v1.0/users/${ingrid}/memberOf`))).not.toContain('Europe');
    expect(names(await client.get(`/v1.0/users/${ingrid}/transitiveMemberOf`))).toContain('Europe');
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
    expect(names(cast)).toEqual(['Privileged operators']);
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
