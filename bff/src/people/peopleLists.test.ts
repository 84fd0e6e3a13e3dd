import { describe, expect, it } from 'vitest';
import { DEMO_GROUPS, DEMO_UNITS } from '#e2e/tenant/directory/directory.ts';
import { DEFAULT_PERMISSIONS, type TenantOptions } from '#e2e/tenant/options.ts';
import { graphClient } from '#e2e/tenant/testing/graphClient.ts';
import type { Person } from '#shared/api/index.ts';
import type { PeopleLists } from './peopleLists.ts';
import { testPeopleLists } from './testPeopleLists.ts';

const upn = (alias: string) => `${alias}@contoso.example`;
const GUEST = 'nora.lindqvist_fabrikam.example#EXT#@contoso.example';
const NOBODY = '00000000-0000-4000-8000-00000000dead';

async function bench(
  options: TenantOptions = {},
  permissions: readonly string[] = DEFAULT_PERMISSIONS,
  maximumPasskeys?: number,
) {
  const { tenant, token } = await graphClient(options, permissions);
  const idOf = (alias: string) => tenant.state.person(alias.includes('@') ? alias : upn(alias)).id;
  return { tenant, idOf, lists: testPeopleLists(tenant, token, maximumPasskeys) };
}

async function peopleOf(lists: PeopleLists, groupId: string): Promise<Person[]> {
  const people: Person[] = [];
  let cursor: string | null = null;
  do {
    const page = await lists.groupPeople(groupId, cursor ?? undefined, {});
    people.push(...page.people);
    cursor = page.cursor;
  } while (cursor !== null);
  return people;
}

describe('administrative units', () => {
  it('are found by words of the name, in any order, and by id, and read once in a while', async () => {
    const { lists, tenant } = await bench();
    const unit = { id: DEMO_UNITS.essen, displayName: 'Essen' };
    for (const query of ['essen', 'SEN  ess', DEMO_UNITS.essen.toUpperCase()]) {
      expect(await lists.searchUnits(query, {})).toEqual({ units: [unit], truncated: false });
    }
    expect((await lists.searchUnits(NOBODY, {})).units).toEqual([]);
    const asked = tenant.state.requests.filter(({ path }) => path.includes('administrativeUnits'));
    expect(asked).toHaveLength(1);
  });

  it('cannot be searched without the permission to read them', async () => {
    const permissions = DEFAULT_PERMISSIONS.filter((one) => one !== 'AdministrativeUnit.Read.All');
    const { lists } = await bench({}, permissions);
    await expect(lists.searchUnits('essen', {})).rejects.toMatchObject({ code: 'graph_forbidden' });
  });
});

describe('groups', () => {
  it('are found by words of the name and by id', async () => {
    const { lists } = await bench();
    const byName = await lists.searchGroups('field', {});
    expect(byName.groups).toMatchObject([
      { id: DEMO_GROUPS.fieldStaff, displayName: 'Field staff' },
    ]);
    const byId = await lists.searchGroups(DEMO_GROUPS.fieldStaff.toUpperCase(), {});
    expect(byId).toEqual(byName);
    expect((await lists.searchGroups(NOBODY, {})).groups).toEqual([]);
  });

  it('are found by the beginning of the name where the index does not answer', async () => {
    const { lists, tenant } = await bench();
    tenant.faults.add({
      path: '/groups$',
      effect: { kind: 'status', status: 400, when: 'before' },
    });
    expect((await lists.searchGroups('Field st', {})).groups).toHaveLength(1);
  });

  it('give their people over all pages, each once, with nested groups opened and devices left out', async () => {
    const { lists } = await bench({ largeGroupSize: 2_500 });
    const first = await lists.groupPeople(DEMO_GROUPS.frontline, undefined, {});
    expect(first).toMatchObject({ total: 2_500, hasOnlyOthers: false });
    expect(new Set((await peopleOf(lists, DEMO_GROUPS.frontline)).map(({ id }) => id)).size).toBe(
      2_500,
    );
    const field = (await peopleOf(lists, DEMO_GROUPS.fieldStaff)).map((one) => one.displayName);
    expect(new Set(field).size).toBe(field.length);
    expect(field).toEqual(
      expect.arrayContaining(['Chidi Okafor', 'Adele Vance', 'Ingrid Solberg', 'Freya Jensen']),
    );
    expect(field).not.toContain('Amsterdam 3.01');
  });

  it('are told apart when they do not exist, have nobody, or have only devices', async () => {
    const { lists } = await bench();
    await expect(lists.groupPeople(NOBODY, undefined, {})).rejects.toMatchObject({
      code: 'group_not_found',
    });
    const none = { people: [], cursor: null, total: 0 };
    expect(await lists.groupPeople(DEMO_GROUPS.empty, undefined, {})).toEqual({
      ...none,
      hasOnlyOthers: false,
    });
    expect(await lists.groupPeople(DEMO_GROUPS.meetingRooms, undefined, {})).toEqual({
      ...none,
      hasOnlyOthers: true,
    });
  });

  it('refuse a cursor that was made up', async () => {
    const { lists } = await bench();
    const call = (query: string) =>
      lists.groupPeople(DEMO_GROUPS.europe, Buffer.from(query).toString('base64url'), {});
    await expect(call('?$top=5')).rejects.toMatchObject({ code: 'request_invalid' });
    await expect(call('?$skiptoken=x&$expand=manager')).rejects.toBeInstanceOf(TypeError);
    await expect(call('?$count=true&$skiptoken=made-up')).rejects.toMatchObject({
      code: 'graph_bad_request',
    });
  });
});

describe('references of a list', () => {
  it('name people by object id, user principal name in any case, or mail, in their order', async () => {
    const { lists, idOf, tenant } = await bench();
    const found = await lists.resolve(
      [
        upn('LEE.GU').toUpperCase(),
        idOf('adele.vance').toUpperCase(),
        "sinead.o'connor@contoso.example",
        'nora.lindqvist@fabrikam.example',
        'nobody@contoso.example',
        NOBODY,
        upn('lee.gu'),
      ],
      {},
    );
    expect(
      found.map((one) => ('person' in one ? one.person.userPrincipalName : one.problem)),
    ).toEqual([
      upn('lee.gu'),
      upn('adele.vance'),
      upn("sinead.o'connor"),
      GUEST,
      'user_not_found',
      'user_not_found',
      upn('lee.gu'),
    ]);
    expect(tenant.state.requests.filter(({ side }) => side === 'graph')).toHaveLength(3);
  });

  it('are read fifteen at a time', async () => {
    const { lists, tenant } = await bench();
    const people = tenant.state.people.slice(0, 40).map(({ id }) => id);
    expect(await lists.resolve(people, {})).toHaveLength(40);
    expect(tenant.state.requests.filter(({ side }) => side === 'graph')).toHaveLength(3);
  });
});

describe('the check before a key is touched', () => {
  it('says for each person what stands in the way, which keys they have and who is protected', async () => {
    const { lists, idOf } = await bench({}, DEFAULT_PERMISSIONS, 2);
    const aliases = ['lee.gu', 'megan.bowen', 'grady.archie', GUEST, 'henrietta.mueller'];
    const more = ['viktor.steiner', 'noah.smith', 'james.walker'];
    const ids = [...aliases, ...more].map(idOf);
    const { results, retryAfterSeconds } = await lists.check([...ids, NOBODY], {});
    expect(retryAfterSeconds).toBeNull();
    expect(results.map(({ userId }) => userId)).toEqual([...ids, NOBODY]);
    const problems = results.map((one) => ('problems' in one ? one.problems : one.failure));
    expect(problems).toEqual([
      [],
      [],
      ['user_disabled'],
      ['user_is_guest'],
      ['user_outside_passkey_policy'],
      ['too_many_passkeys', 'user_protected'],
      ['user_protected'],
      ['user_protected'],
      ['user_not_found'],
    ]);
    expect(results[1]).toMatchObject({ passkeys: ['Security Key NFC by Yubico'] });
  });

  it('reads the policy once and who is protected once', async () => {
    const { lists, tenant } = await bench();
    await lists.check(
      tenant.state.people.slice(0, 30).map(({ id }) => id),
      {},
    );
    const paths = tenant.state.requests.map(({ path }) => path);
    const count = (part: string) => paths.filter((path) => path.includes(part)).length;
    expect(count('authenticationMethodsPolicy')).toBe(1);
    expect(count('roleAssignments')).toBe(1);
    expect(count('fido2Methods')).toBe(30);
  });

  it('calls nobody unprotected when the roles cannot be read', async () => {
    const poor = DEFAULT_PERMISSIONS.filter((name) => !name.startsWith('RoleManagement'));
    const { lists, idOf } = await bench({}, poor);
    const { results } = await lists.check([idOf('lee.gu')], {});
    expect(results).toMatchObject([{ problems: ['user_protection_unknown'] }]);
  });

  it('goes on with the others when one person cannot be read, and does not call them ready', async () => {
    const { lists, tenant, idOf } = await bench();
    const omar = idOf('omar.haddad');
    const effect = { kind: 'throttle', retryAfterSeconds: 40 } as const;
    tenant.faults.add({ path: `${omar}/authentication`, effect });
    const { results, retryAfterSeconds } = await lists.check([idOf('lee.gu'), omar], {});
    expect(results).toMatchObject([{ problems: [] }, { userId: omar, failure: 'graph_throttled' }]);
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(40);
  });

  it('waits for a short pause by itself', async () => {
    const { lists, tenant, idOf } = await bench();
    const effect = { kind: 'throttle', retryAfterSeconds: 5 } as const;
    tenant.faults.add({ path: 'fido2Methods$', effect });
    const { results } = await lists.check([idOf('lee.gu')], {});
    expect(results).toMatchObject([{ problems: [] }]);
  });
});
