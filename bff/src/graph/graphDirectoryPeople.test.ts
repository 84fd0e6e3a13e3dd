import { describe, expect, it } from 'vitest';
import { json } from '#bff/testFetch.ts';
import * as requests from './graphRequest.ts';
import { graphCall, graphError, ORIGIN, USER } from './testGraph.ts';
import { ADELE, directory, GET, METHOD, PERSON } from './testGraphDirectory.ts';

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
