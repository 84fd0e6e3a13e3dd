import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { hc } from 'hono/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageConfig } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import { type App, createApp } from './app.ts';
import type { AppDeps } from './deps.ts';
import {
  FORGETFUL,
  TEST_NOW,
  testCaller,
  testConfig,
  testDirectory,
  testLog,
  testTokens,
} from './testDeps.ts';

const ADELE = {
  id: '11111111-2222-4333-8444-555555555555',
  displayName: "<b>Ade'le</b> \u202eVance",
  userPrincipalName: 'adele.vance@contoso.example',
  mail: null,
  enabled: true,
  guest: false,
};
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

const unused = () => Promise.reject(new TypeError('unexpected call'));

function testApp(changes: Partial<AppDeps> = {}) {
  const { log, lines } = testLog();
  const deps: AppDeps = {
    config: testConfig(),
    log,
    clock: { now: () => TEST_NOW },
    graphClock: () => null,
    directory: testDirectory({ tenantName: () => Promise.resolve('Contoso') }),
    ownTurn: unused,
    peopleLists: {
      searchGroups: unused,
      searchUnits: unused,
      groupPeople: unused,
      resolve: unused,
      check: unused,
    },
    enrolments: {
      start: unused,
      plugIn: unused,
      list: unused,
      show: unused,
      report: unused,
      cancel: unused,
      authenticate: unused,
      unfinished: unused,
    },
    guided: {
      start: unused,
      show: unused,
      newestOf: unused,
      choose: unused,
      watchAgain: unused,
      cancel: unused,
    },
    profiles: {
      current: unused,
      list: unused,
      listAll: unused,
      show: unused,
      create: unused,
      edit: unused,
      retire: unused,
    },
    batches: {
      list: unused,
      create: unused,
      show: unused,
      addPeople: unused,
      people: unused,
      changeState: unused,
      next: unused,
      changePerson: unused,
      retryFailed: unused,
      results: unused,
    },
    invitations: {
      list: unused,
      check: unused,
      invite: unused,
      issueAgain: unused,
      remind: unused,
      cancel: unused,
      noteVisit: unused,
      own: unused,
      startOwn: unused,
      ownGuided: unused,
      startOwnGuided: unused,
      tidyOwn: unused,
    },
    passes: { list: unused, disclose: unused, confirm: unused },
    scopes: { list: unused, change: unused },
    posture: { report: unused, look: unused },
    approvals: { list: unused, show: unused, ask: unused, decide: unused, withdraw: unused },
    guard: { check: unused, checkNow: unused, problem: () => Promise.resolve(null) },
    operators: { listSuspended: unused, setSuspended: unused },
    batchLetters: { disclose: unused, confirm: unused },
    pins: {
      list: () => Promise.resolve([]),
      listToHandOver: () => Promise.resolve([]),
      disclose: unused,
      confirm: unused,
    },
    removals: {
      list: unused,
      show: unused,
      plan: unused,
      start: unused,
      stop: unused,
      results: unused,
    },
    ownKeys: {
      list: unused,
      remove: unused,
      lose: unused,
      rename: unused,
      events: unused,
      report: unused,
      lost: unused,
    },
    printLetter: unused,
    auditReader: { search: unused, takeAway: unused },
    idempotency: FORGETFUL,
    inventory: { serialsOf: () => Promise.resolve(new Map([['method-1', '12345678']])) },
    validateToken: testTokens({
      operator: testCaller(),
      holder: testCaller({ roles: [] }),
      guest: testCaller({ roles: ['Admin'], isGuest: true }),
    }),
    readiness: [],
    ...changes,
  };
  const app = createApp(deps);
  const get = (path: string, token?: string) =>
    app.request(path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  return { app, get, lines };
}

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

describe('health', () => {
  it('is up as soon as the process answers', async () => {
    const response = await testApp().get('/healthz');
    expect(response.status).toBe(200);
  });

  it('is ready when everything works, and names what does not', async () => {
    const ok = { name: 'database', check: () => Promise.resolve() } as const;
    const failed = {
      name: 'appToken',
      check: () => Promise.reject(new AppError('graph_unauthorized', 'marker-51673')),
    } as const;
    const ready = await testApp({ readiness: [ok] }).get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', checks: { database: 'ok' } },
    ]);
    const broken = await testApp({ readiness: [ok, failed] }).get('/readyz');
    expect([broken.status, await broken.json()]).toEqual([
      503,
      { status: 'notReady', checks: { database: 'ok', appToken: 'failed' } },
    ]);
  });

  it('asks at most every five seconds', async () => {
    let now = 0;
    let asked = 0;
    const check = () => {
      asked += 1;
      return Promise.resolve();
    };
    const { get } = testApp({
      clock: { now: () => now },
      readiness: [{ name: 'database', check }],
    });
    await Promise.all([get('/readyz'), get('/readyz')]);
    now = 4_999;
    await get('/readyz');
    expect(asked).toBe(1);
    now = 5_000;
    await get('/readyz');
    expect(asked).toBe(2);
  });

  it('is ready again a second after what failed is back', async () => {
    let now = 0;
    let isDown = true;
    const { get } = testApp({
      clock: { now: () => now },
      readiness: [
        {
          name: 'database',
          check: () => (isDown ? Promise.reject(new TypeError()) : Promise.resolve()),
        },
      ],
    });
    expect((await get('/readyz')).status).toBe(503);
    isDown = false;
    now = 999;
    expect((await get('/readyz')).status).toBe(503);
    now = 1_000;
    expect((await get('/readyz')).status).toBe(200);
  });
});

describe('the page, where the backend serves it', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keywright-page-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Keywright</title>');
    writeFileSync(join(folder, 'redirect.html'), '<!doctype html><title>.</title>');
    writeFileSync(join(folder, 'config.json'), '{"of":"the build"}');
    writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'console.log(1);'.repeat(50));
    writeFileSync(join(folder, 'secret.key'), 'marker-51673');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const app = (changes = {}) => testApp({ config: testConfig({ servePage: folder, ...changes }) });

  it('has its headers on every file and the API keeps its own', async () => {
    const { get } = app();
    const page = await get('/');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const redirect = await get('/redirect.html');
    expect(redirect.headers.get('cross-origin-opener-policy')).toBeNull();
    expect(redirect.headers.get('cache-control')).toBe('no-store');
    expect(redirect.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    const api = await get('/api/me', 'operator');
    expect(api.headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
    expect(api.headers.get('cache-control')).toBe('no-store');
  });

  it("gives index.html for the page's own routes", async () => {
    const { get } = app();
    for (const path of ['/', '/station', `/people/${ADELE.id}`]) {
      const response = await get(path);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toContain('Keywright');
    }
  });

  it('lets hashed files be kept, sends them compressed, and says when nothing changed', async () => {
    const path = '/assets/main-abc123.js';
    const { app: page } = app();
    const plain = await page.request(path);
    expect(plain.headers.get('cache-control')).toContain('immutable');
    const etag = plain.headers.get('etag') ?? '';
    const small = await page.request(path, { headers: { 'accept-encoding': 'br, gzip' } });
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(await small.arrayBuffer()).toString()).toBe(await plain.text());
    const same = await page.request(path, { headers: { 'if-none-match': etag } });
    expect([same.status, await same.text()]).toEqual([304, '']);
  });

  it.each([
    '/../secret.key',
    '/secret.key',
    '/assets/../secret.key',
    '/assets/%2e%2e/secret.key',
    '/%2e%2e/%2e%2e/etc/passwd.txt',
    '/assets/missing.js',
    '/api/nothing',
  ])('does not serve %s', async (path) => {
    const response = await app().get(path, 'operator');
    const text = await response.text();
    expect(text).not.toContain('marker-51673');
    expect(response.status).toBe(404);
  });

  it('has its settings from this configuration, not from the build', async () => {
    const response = await app({ environmentBadge: 'TEST' }).get('/config.json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const config = pageConfig.strict().parse(await response.json());
    expect(config).toMatchObject({ apiOrigin: '', environmentBadge: 'TEST' });
    expect(config.auth).toEqual({
      clientId: testConfig().pageClientId,
      authority: `https://login.microsoftonline.com/${testConfig().tenantId}`,
      scope: `api://${testConfig().apiClientId}/access_as_user`,
    });
  });

  it('gets the endpoints of an emulated tenant', async () => {
    const emulated = { loginOrigin: 'http://localhost:4000', isEmulatedTenant: true };
    const { get } = app(emulated);
    const config = pageConfig.parse(await (await get('/config.json')).json());
    expect(config.auth.authority).toBe(`https://localhost:4000/${testConfig().tenantId}`);
    expect(config.auth.knownAuthorities).toEqual(['localhost:4000']);
    const metadata = JSON.parse(config.auth.authorityMetadata ?? '');
    expect(metadata.token_endpoint).toBe(
      `http://localhost:4000/${testConfig().tenantId}/oauth2/v2.0/token`,
    );
    const page = await get('/');
    expect(page.headers.get('content-security-policy')).toContain(
      "connect-src 'self' http://localhost:4000;",
    );
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
