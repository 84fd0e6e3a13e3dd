import { describe, expect, it } from 'vitest';
import { json } from '#bff/testFetch.ts';
import { directoryFor } from './directory.ts';
import * as requests from './graphRequest.ts';
import { graphCall, graphError, ORIGIN, USER } from './testGraph.ts';
import { directory, GET, METHOD, PERSON } from './testGraphDirectory.ts';

const GROUP = '21111111-2222-4333-8444-555555555555';
const POLICY = {
  state: 'enabled',
  isSelfServiceRegistrationAllowed: true,
  includeTargets: [{ targetType: 'group', id: GROUP, allowedPasskeyProfiles: [] }],
  excludeTargets: [],
};

describe('readiness', () => {
  const policy = graphCall(GET(requests.fido2PolicyRequest()), json(POLICY));
  const groups = (ids: readonly string[]) =>
    graphCall(GET(requests.groupsRequest(USER)), json({ value: ids.map((id) => ({ id })) }));

  it('is empty for a member of a targeted group', async () => {
    const test = directory([policy, groups([GROUP])]);
    expect(await test.directory.readiness(PERSON, [])).toEqual([]);
    test.finish();
  });

  it('asks for policy and groups once a minute, for the model as well', async () => {
    const test = directory([policy, groups([GROUP])]);
    await test.directory.readiness(PERSON, []);
    expect(await test.directory.isModelAllowed(USER, 'x', false)).toBeNull();
    test.finish();
  });

  it('asks every time when nothing may be remembered', async () => {
    const open = graphCall(
      GET(requests.fido2PolicyRequest()),
      json({ ...POLICY, includeTargets: [{ id: 'all_users' }] }),
    );
    const test = directory([open, open], { directoryCacheMs: 0 });
    await test.directory.readiness(PERSON, []);
    await test.directory.readiness(PERSON, []);
    test.finish();
  });

  it('finds members over pages', async () => {
    const path = requests.groupsRequest(USER).path;
    const link = `${ORIGIN}${path}&$skiptoken=x`;
    const test = directory([
      policy,
      graphCall(`GET ${path}`, json({ value: [], '@odata.nextLink': link })),
      graphCall(`GET ${path}&$skiptoken=x`, json({ value: [{ id: GROUP.toUpperCase() }] })),
    ]);
    expect(await test.directory.readiness(PERSON, [])).toEqual([]);
    test.finish();
  });

  it('names everything that stands in the way', async () => {
    const off = graphCall(
      GET(requests.fido2PolicyRequest()),
      json({ ...POLICY, isSelfServiceRegistrationAllowed: false }),
    );
    const test = directory([off, groups([])]);
    const passkeys = Array(10).fill({});
    const person = { ...PERSON, enabled: false, guest: true };
    expect(await test.directory.readiness(person, passkeys)).toEqual([
      'user_disabled',
      'user_is_guest',
      'self_service_off',
      'user_outside_passkey_policy',
      'too_many_passkeys',
    ]);
  });

  it('is an error when the policy cannot be read: not knowing is not a yes', async () => {
    const test = directory([graphCall(GET(requests.fido2PolicyRequest()), graphError(403))]);
    await expect(test.directory.readiness(PERSON, [])).rejects.toMatchObject({
      code: 'graph_forbidden',
    });
  });
});

describe('a directory for somebody', () => {
  it('makes each call theirs, and leaves alone what a call says itself', async () => {
    const list = GET(requests.listPasskeysRequest(USER));
    const remove = `DELETE ${requests.deletePasskeyRequest(USER, METHOD.id).path}`;
    const test = directory([
      graphCall(list, json({ value: [] })),
      graphCall(remove, new Response(null, { status: 204 })),
    ]);
    const batch = directoryFor(test.directory, { class: 'bulk', operator: 'x' });
    await batch.listPasskeys(USER);
    await batch.deletePasskey(USER, METHOD.id, { class: 'revoke' });
    expect(test.requests.map(({ headers }) => headers.get('x-ms-throttle-priority'))).toEqual([
      'normal',
      'high',
    ]);
    test.finish();
  });
});

describe("the tenant's name", () => {
  it('is asked for once an hour', async () => {
    const call = GET(requests.organizationRequest());
    const test = directory([
      graphCall(call, json({ value: [{ id: GROUP, displayName: 'Contoso' }] })),
    ]);
    expect(await test.directory.tenantName()).toBe('Contoso');
    test.pass(3_599_000);
    expect(await test.directory.tenantName()).toBe('Contoso');
    test.finish();
  });
});
