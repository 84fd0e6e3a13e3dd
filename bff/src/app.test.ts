import { hc } from 'hono/client';
import { describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { ADELE, testApp, unused } from './testApp.ts';
import { TEST_NOW, testCaller, testDirectory, testTokens } from './testDeps.ts';

const PASSKEY = {
  id: 'method-1',
  displayName: 'Key',
  createdAt: null,
  lastUsedAt: null,
  aaguid: null,
  model: null,
  attestationLevel: 'attested',
  passkeyType: 'deviceBound',
  serial: null,
} as const;

describe('the API', () => {
  it('tells any signed-in person who they are', async () => {
    const { get } = testApp();
    for (const token of ['operator', 'holder', 'guest']) {
      const response = await get('/api/me', token);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ id: ADELE.id, tenantName: 'Contoso' });
    }
  });

  it('tells what time it is here, and at Graph once Graph has answered', async () => {
    const now = new Date(TEST_NOW).toISOString();
    const before = await testApp().get('/api/clock', 'operator');
    expect(await before.json()).toEqual({ now, graph: null });
    const reading = { aheadMs: -61_000, notedAt: TEST_NOW - 5_000 };
    const after = await testApp({ graphClock: () => reading }).get('/api/clock', 'operator');
    expect(await after.json()).toEqual({
      now,
      graph: { aheadMs: -61_000, notedAt: '2027-06-01T08:59:55.000Z' },
    });
  });

  it('has a client whose types follow the routes', async () => {
    const { app } = testApp();
    const fetchApp = (input: string | URL | Request, init?: RequestInit) =>
      app.request(input instanceof URL ? input.href : input, init);
    const client = hc<App>('http://localhost', { fetch: fetchApp });
    const response = await client.api.me.$get(
      {},
      { headers: { authorization: 'Bearer operator' } },
    );
    const { roles } = await response.json();
    expect(roles).toEqual(['Operator']);
  });

  it('refuses every route but its document without a token', async () => {
    const { app } = testApp();
    const open: string[] = [];
    for (const { method, path } of app.routes) {
      if (!path.startsWith('/api/') || method === 'ALL') continue;
      const response = await app.request(path.replaceAll(/:\w+/g, ADELE.id), { method });
      const outcome = `${method} ${path} ${response.status}`;
      // A guard and its handler are two entries of one route.
      if (response.status !== 401 && !open.includes(outcome)) open.push(outcome);
    }
    expect(open).toEqual(['GET /api/openapi.json 200']);
  });

  it('forbids everything about other people to holders and guests', async () => {
    const { get } = testApp();
    const paths = [
      '/api/users?query=a',
      `/api/users/${ADELE.id}`,
      '/api/enrolments',
      '/api/profiles',
      '/api/profiles/all',
      '/api/profiles/new-colleague',
    ];
    for (const path of paths) {
      for (const token of ['holder', 'guest']) expect((await get(path, token)).status).toBe(403);
    }
  });

  it('searches people, with names as they are', async () => {
    const found = { people: [ADELE], truncated: true };
    const searched: string[] = [];
    const directory = testDirectory({
      searchPeople: (query) => {
        searched.push(query);
        return Promise.resolve(found);
      },
    });
    const response = await testApp({ directory }).get(
      "/api/users?query=%20o'neil%20%23EXT%23",
      'operator',
    );
    expect(await response.json()).toEqual(found);
    expect(searched).toEqual(["o'neil #EXT#"]);
  });

  it.each([
    '/api/users',
    '/api/users?query=',
    '/api/users?query=%20',
    `/api/users?query=${'a'.repeat(121)}`,
    '/api/users/adele@contoso.example',
  ])('refuses %s', async (path) => {
    const response = await testApp().get(path, 'operator');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'request_invalid' });
  });

  it('shows a person with passkeys, serial numbers and what stands in the way', async () => {
    const directory = testDirectory({
      getPerson: () => Promise.resolve(ADELE),
      listPasskeys: () => Promise.resolve([PASSKEY]),
      readiness: () => Promise.resolve(['self_service_off']),
    });
    const response = await testApp({ directory }).get(`/api/users/${ADELE.id}`, 'operator');
    expect(await response.json()).toEqual({
      person: ADELE,
      passkeys: [{ ...PASSKEY, serial: '12345678' }],
      pinsToHandOver: [],
      problems: ['self_service_off'],
    });
  });

  it('answers an unknown path with a problem', async () => {
    for (const path of ['/api', '/api/', '/api/nothing', '/nothing', '/config.json', '/']) {
      const response = await testApp().get(path, 'operator');
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'not_found' });
    }
  });

  it('gives its document to everybody', async () => {
    const response = await testApp().get('/api/openapi.json');
    expect(await response.json()).toMatchObject({ openapi: '3.1.0' });
  });
});

describe('lists of people', () => {
  const groups = { groups: [], truncated: false };
  const post = (
    app: ReturnType<typeof testApp>['app'],
    path: string,
    body: unknown,
    token: string,
  ) =>
    app.request(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('are for those who enrol, and a read by POST needs no key of its own', async () => {
    const { app } = testApp({
      peopleLists: {
        searchGroups: () => Promise.resolve(groups),
        searchUnits: unused,
        groupPeople: unused,
        resolve: async (references) => references.map(() => ({ problem: 'user_not_found' })),
        check: async (userIds) => ({
          results: userIds.map((userId) => ({ userId, failure: 'graph_throttled' })),
          retryAfterSeconds: 7,
        }),
      },
      validateToken: testTokens({
        operator: testCaller(),
        auditor: testCaller({ roles: ['Auditor'] }),
      }),
    });
    const resolved = await post(app, '/api/people/resolve', { references: ['x'] }, 'operator');
    expect(await resolved.json()).toEqual({ results: [{ problem: 'user_not_found' }] });
    const checked = await post(app, '/api/people/check', { userIds: [ADELE.id] }, 'operator');
    expect(await checked.json()).toEqual({
      results: [{ userId: ADELE.id, failure: 'graph_throttled' }],
      retryAfterSeconds: 7,
    });
    const found = await app.request('/api/groups?query=plant', {
      headers: { authorization: 'Bearer operator' },
    });
    expect(await found.json()).toEqual(groups);
    for (const path of ['/api/people/resolve', '/api/people/check']) {
      expect((await post(app, path, {}, 'auditor')).status).toBe(403);
      expect((await post(app, path, {}, 'operator')).status).toBe(400);
    }
  });

  it('refuse a cursor that could not be one, and more people than fit a piece', async () => {
    const { app, get } = testApp();
    const path = `/api/groups/${ADELE.id}/people?cursor=..%2F`;
    expect((await get(path, 'operator')).status).toBe(400);
    const userIds = Array.from({ length: 61 }, () => ADELE.id);
    expect((await post(app, '/api/people/check', { userIds }, 'operator')).status).toBe(400);
  });
});
