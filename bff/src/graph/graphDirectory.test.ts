import { describe, expect, it } from 'vitest';
import { json, type ScriptedCall } from '#bff/testFetch.ts';
import type { Person } from '#shared/api/index.ts';
import { directoryFor } from './directory.ts';
import { createGraphDirectory } from './graphDirectory.ts';
import * as requests from './graphRequest.ts';
import { graphCall, graphError, ORIGIN, testGraph, USER } from './testGraph.ts';

const GROUP = '21111111-2222-4333-8444-555555555555';
const GET = (request: { path: string }) => `GET ${request.path}`;

const ADELE = {
  id: USER.toUpperCase(),
  displayName: 'Adele Vance',
  userPrincipalName: 'adele.vance@contoso.example',
  mail: null,
  accountEnabled: true,
  userType: 'Member',
};
const PERSON: Person = {
  id: USER,
  displayName: 'Adele Vance',
  userPrincipalName: 'adele.vance@contoso.example',
  mail: null,
  enabled: true,
  guest: false,
};
const METHOD = {
  id: '-2_GRUg2-HYz6_1YG4YRAQ2',
  displayName: 'YubiKey 5C 12345678',
  createdDateTime: '2026-04-20T10:15:30Z',
  aaGuid: '2FC0579F-8113-47EA-B116-BB5A8DB9202A',
  model: 'YubiKey 5 Series',
  attestationCertificates: [],
  attestationLevel: 'attested',
  passkeyType: 'deviceBound',
};
const POLICY = {
  state: 'enabled',
  isSelfServiceRegistrationAllowed: true,
  includeTargets: [{ targetType: 'group', id: GROUP, allowedPasskeyProfiles: [] }],
  excludeTargets: [],
};
const BODY = {
  displayName: 'Key',
  publicKeyCredential: {
    id: 'x',
    response: { clientDataJSON: 'x', attestationObject: 'x' },
    clientExtensionResults: {},
  },
};

function directory(script: readonly ScriptedCall[], changes: object = {}) {
  const graph = testGraph(script);
  const config = {
    graphOrigin: ORIGIN,
    graphVersion: 'v1.0',
    challengeMinutes: 5,
    directoryCacheMs: 60_000,
    maximumPasskeys: 10,
    readsEligible: true,
    ...changes,
  } as const;
  return {
    ...graph,
    directory: createGraphDirectory({ config, client: graph.client, clock: graph.clock }),
  };
}

describe('searching people', () => {
  const search = requests.searchPeopleRequest('vance');

  it('finds by words and says when there are more', async () => {
    const more = { '@odata.nextLink': `${ORIGIN}/v1.0/users?$skiptoken=x` };
    const test = directory([graphCall(GET(search), json({ value: [ADELE], ...more }))]);
    expect(await test.directory.searchPeople('vance')).toEqual({
      people: [PERSON],
      truncated: true,
    });
    expect(test.requests[0]?.headers.get('consistencylevel')).toBe('eventual');
    test.finish();
  });

  it('finds an exact UPN where the index finds nothing or refuses', async () => {
    const upn = 'adele.vance@contoso.example';
    const byIndex = GET(requests.searchPeopleRequest(upn));
    const byName = graphCall(GET(requests.personByNameRequest(upn)), json({ value: [ADELE] }));
    for (const answer of [json({ value: [] }), graphError(400)]) {
      const test = directory([graphCall(byIndex, answer), byName]);
      expect(await test.directory.searchPeople(upn)).toEqual({
        people: [PERSON],
        truncated: false,
      });
      test.finish();
    }
  });

  it('finds an object id', async () => {
    const call = GET(requests.personRequest(USER));
    const test = directory([graphCall(call, json(ADELE))]);
    expect((await test.directory.searchPeople(USER)).people).toEqual([PERSON]);
    test.finish();
    const unknown = directory([graphCall(call, graphError(404, 'Request_ResourceNotFound'))]);
    expect((await unknown.directory.searchPeople(USER)).people).toEqual([]);
  });
});

describe('one person', () => {
  const call = GET(requests.personRequest(USER));

  it('is remembered for a minute', async () => {
    const test = directory([
      graphCall(call, json(ADELE)),
      graphCall(call, json({ ...ADELE, accountEnabled: false })),
    ]);
    await test.directory.getPerson(USER);
    test.pass(59_000);
    expect((await test.directory.getPerson(USER)).enabled).toBe(true);
    test.pass(1_000);
    expect((await test.directory.getPerson(USER)).enabled).toBe(false);
    test.finish();
  });

  it('counts as disabled when Graph does not show it, and as guest by name', async () => {
    const user = {
      ...ADELE,
      accountEnabled: null,
      userType: null,
      userPrincipalName: 'a_x.example#EXT#@contoso.example',
    };
    const test = directory([graphCall(call, json(user))]);
    expect(await test.directory.getPerson(USER)).toMatchObject({ enabled: false, guest: true });
  });

  it('is our own code when missing', async () => {
    const test = directory([graphCall(call, graphError(404, 'Request_ResourceNotFound'))]);
    await expect(test.directory.getPerson(USER)).rejects.toMatchObject({
      code: 'user_not_found',
      httpStatus: 404,
    });
  });
});

describe('somebody whom a key is begun for', () => {
  const call = 'POST /v1.0/$batch';
  const part = (id: string, body: unknown, status = 200, headers = {}) => ({
    ...{ id, status, headers, body },
  });
  const LISTS = ['1', '2', '3', '4', '5', '6', '7'];
  /** A batch in which every list is empty, but for these parts. */
  const batch = (...parts: { id: string }[]) => {
    const others = LISTS.filter((id) => parts.every((one) => one.id !== id));
    // In any order.
    const responses = [...others.map((id) => part(id, { value: [] })), ...parts];
    return graphCall(call, json({ responses }));
  };
  const refusal = { error: { code: 'TooManyRequests', message: 'text 51673' } };

  it('is read with their passkeys in one request, though they are remembered', async () => {
    const disabled = { ...ADELE, accountEnabled: false };
    const test = directory([
      graphCall(GET(requests.personRequest(USER)), json(ADELE)),
      batch(part('7', { value: [METHOD] }), part('0', disabled)),
    ]);
    await test.directory.getPerson(USER);
    const now = await test.directory.targetNow(USER);
    expect(now.target.person.enabled).toBe(false);
    expect(now.passkeys).toMatchObject([{ id: METHOD.id }]);
    const asked = (await test.requests[1]?.json()) as { requests: Record<string, unknown>[] };
    expect(asked.requests[0]).toEqual({
      ...{ id: '0', method: 'GET' },
      url: requests.personRequest(USER).path.slice('/v1.0'.length),
    });
    expect(asked.requests[1]).toMatchObject({ headers: { ConsistencyLevel: 'eventual' } });
    expect(asked.requests[7]).toEqual({
      ...{ id: '7', method: 'GET' },
      url: requests.listPasskeysRequest(USER).path.slice('/v1.0'.length),
    });
    // And is what is remembered from then on.
    expect((await test.directory.getPerson(USER)).enabled).toBe(false);
    expect((await test.directory.readTarget(USER)).person.enabled).toBe(false);
    test.finish();
  });

  it('is read again where any part was throttled or Graph was busy, throttled first', async () => {
    const test = directory([
      batch(part('1', refusal, 503), part('7', refusal, 429, { 'Retry-After': '7' })),
      batch(part('0', refusal, 503)),
      batch(part('0', ADELE)),
    ]);
    const before = test.clock.now();
    expect(await test.directory.targetNow(USER)).toMatchObject({
      target: { person: PERSON, roles: [], roleGroups: [] },
      passkeys: [],
    });
    expect(test.clock.now() - before).toBeGreaterThanOrEqual(7_000);
    test.finish();
  });

  it('has the rest of a list read by itself', async () => {
    const path = requests.listPasskeysRequest(USER).path;
    const more = { '@odata.nextLink': `${ORIGIN}${path}?$skiptoken=a` };
    const test = directory([
      batch(part('0', ADELE), part('7', { value: [METHOD], ...more })),
      graphCall(`GET ${path}?$skiptoken=a`, json({ value: [METHOD] })),
    ]);
    expect((await test.directory.targetNow(USER)).passkeys).toHaveLength(2);
    test.finish();
  });

  it.each([
    ['a person who is not there', [part('0', refusal, 404)], 'user_not_found'],
    ['an answer that lacks a part', [], 'graph_response_invalid'],
    [
      'a part that came twice',
      [part('0', ADELE), part('4', { value: [] }), part('4', { value: [] })],
      'graph_response_invalid',
    ],
  ] as const)('is a failure for %s', async (_, parts, code) => {
    const test = directory([batch(...parts)]);
    await expect(test.directory.targetNow(USER)).rejects.toMatchObject({ code });
    test.finish();
  });
});

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

describe('passkeys', () => {
  const list = requests.listPasskeysRequest(USER);

  it('are listed afresh each time', async () => {
    const test = directory([
      graphCall(GET(list), json({ value: [] })),
      graphCall(GET(list), json({ value: [METHOD, { id: 'old' }] })),
    ]);
    expect(await test.directory.listPasskeys(USER)).toEqual([]);
    expect(await test.directory.listPasskeys(USER)).toEqual([
      {
        id: METHOD.id,
        displayName: METHOD.displayName,
        createdAt: '2026-04-20T10:15:30.000Z',
        lastUsedAt: null,
        aaguid: METHOD.aaGuid.toLowerCase(),
        model: METHOD.model,
        attestationLevel: 'attested',
        passkeyType: 'deviceBound',
        serial: null,
      },
      expect.objectContaining({
        id: 'old',
        attestationLevel: 'unknown',
        passkeyType: 'unknown',
        createdAt: null,
      }),
    ]);
    test.finish();
  });

  it('are created with one POST', async () => {
    const request = requests.createPasskeyRequest('v1.0', USER, BODY);
    const test = directory([graphCall(`POST ${request.path}`, json(METHOD, 201))]);
    expect((await test.directory.createPasskey(USER, BODY)).id).toBe(METHOD.id);
    expect(await test.requests[0]?.json()).toEqual(BODY);
    test.finish();
  });

  it('are deleted, also when gone already', async () => {
    const call = `DELETE ${requests.deletePasskeyRequest(USER, METHOD.id).path}`;
    for (const answer of [
      new Response(null, { status: 204 }),
      graphError(404, 'resourceNotFound'),
    ]) {
      const test = directory([graphCall(call, answer)]);
      await expect(test.directory.deletePasskey(USER, METHOD.id)).resolves.toBeUndefined();
      test.finish();
    }
  });
});

describe('names of passkeys', () => {
  const { path } = requests.renamePasskeyRequest('v1.0', USER, METHOD.id, 'Mine');

  it('are changed by one call', async () => {
    const test = directory([graphCall(`PATCH ${path}`, new Response(null, { status: 204 }))]);
    await test.directory.renamePasskey(USER, METHOD.id, 'Mine');
    expect(await test.requests[0]?.json()).toEqual({ displayName: 'Mine' });
    test.finish();
  });

  it('are known not to be Graph’s to change where it says so', async () => {
    const test = directory([graphCall(`PATCH ${path}`, graphError(405, 'methodNotAllowed'))]);
    await expect(test.directory.renamePasskey(USER, METHOD.id, 'Mine')).rejects.toMatchObject({
      code: 'graph_method_not_allowed',
    });
    test.finish();
  });
});

describe('creation options', () => {
  const OPTIONS = {
    '@odata.context': 'x',
    challengeTimeoutDateTime: '2027-06-01T09:05:00Z',
    publicKey: {
      rp: { id: 'login.microsoft.com', name: 'Microsoft' },
      user: { id: 'T0Y6', name: 'a', displayName: 'b' },
      challenge: 'x'.repeat(6_900),
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      timeout: 0,
      excludeCredentials: [{ type: 'public-key', id: 'a+/=', transports: [] }],
      extensions: { hmacCreateSecret: true },
      hints: ['security-key'],
    },
  };

  it('come with the end of their challenge, from v1.0 or beta', async () => {
    for (const [version, minutes] of [
      ['v1.0', 5],
      ['beta', 60],
    ] as const) {
      const call = GET(requests.creationOptionsRequest(version, USER, minutes));
      const test = directory([graphCall(call, json(OPTIONS))], {
        graphVersion: version,
        challengeMinutes: minutes,
      });
      const { options, expiresAt } = await test.directory.creationOptions(USER);
      const { hints: _, ...known } = OPTIONS.publicKey;
      expect(options).toEqual(known);
      expect(expiresAt).toBe('2027-06-01T09:05:00.000Z');
      test.finish();
    }
  });

  it('come from beta for one call whose challenge is to live longer', async () => {
    for (const [asked, version, minutes] of [
      [undefined, 'v1.0', 5],
      [5, 'v1.0', 5],
      [6, 'beta', 6],
      [43_200, 'beta', 43_200],
    ] as const) {
      const call = GET(requests.creationOptionsRequest(version, USER, minutes));
      const test = directory([graphCall(call, json(OPTIONS))]);
      await test.directory.creationOptions(USER, asked && { challengeMinutes: asked });
      test.finish();
    }
  });

  it.each([4, 43_201, 5.5])('are not asked for with a challenge of %d minutes', async (minutes) => {
    const test = directory([]);
    const call = test.directory.creationOptions(USER, { challengeMinutes: minutes });
    await expect(call).rejects.toThrowError(TypeError);
    test.finish();
  });

  it.each([
    ['no challenge', { ...OPTIONS.publicKey, challenge: '' }],
    ['a challenge that is no base64url', { ...OPTIONS.publicKey, challenge: 'a b'.repeat(20) }],
    ['no algorithms', { ...OPTIONS.publicKey, pubKeyCredParams: [] }],
    [
      'a long user handle',
      { ...OPTIONS.publicKey, user: { ...OPTIONS.publicKey.user, id: 'x'.repeat(87) } },
    ],
  ])('are refused with %s', async (_, publicKey) => {
    const call = GET(requests.creationOptionsRequest('v1.0', USER, 5));
    const test = directory([graphCall(call, json({ ...OPTIONS, publicKey }))]);
    await expect(test.directory.creationOptions(USER)).rejects.toMatchObject({
      code: 'graph_response_invalid',
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
