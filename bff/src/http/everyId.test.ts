import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { type OperationId, ROUTE_ACCESS, type RouteRule } from '#bff/auth/routeAccess.ts';
import type { AppDeps } from '#bff/deps.ts';
import { FORGETFUL, TEST_NOW, testCaller, testConfig, testLog } from '#bff/testDeps.ts';
import { PAGE_SESSION_HEADER, ROLES } from '#shared/api/index.ts';
import { fittingBody } from './testBodies.ts';

/** What was asked of a service behind the routes, and with what. */
type Asked = readonly [service: string, method: string, ...args: unknown[]];

interface Route {
  readonly operationId: OperationId;
  readonly method: string;
  readonly path: string;
}

/** Who calls is their token. They may do everything, and signed in just now. */
const validateToken: AppDeps['validateToken'] = async (id) => ({
  ...testCaller({ roles: [...ROLES], authTime: TEST_NOW / 1000 - 10 }),
  id,
});

/** An app whose services note what they are asked, and have no answer. */
function appThatNotes() {
  const asked: Asked[] = [];
  const given = {
    ...{ log: testLog().log, validateToken, idempotency: FORGETFUL, config: testConfig() },
    clock: { now: () => TEST_NOW },
  };
  const noting = (service: string) =>
    new Proxy(
      {},
      {
        get:
          (_, method) =>
          (...args: unknown[]) => {
            asked.push([service, String(method), ...args]);
            // Some are waited for together, some not at all: what is noted is what counts.
            return Promise.reject(new TypeError('noted'));
          },
      },
    );
  const deps = new Proxy(given, {
    get: (target, name) => Reflect.get(target, name) ?? noting(String(name)),
  });
  return { app: createApp(deps as unknown as AppDeps), asked };
}

const { app, asked } = appThatNotes();
const ROUTES = app.openAPIRegistry.definitions.flatMap((definition): Route[] => {
  if (definition.type !== 'route') return [];
  const operationId = definition.route.operationId as OperationId;
  const { method, path } = definition.route;
  const { access }: RouteRule = ROUTE_ACCESS[operationId];
  return access === 'public' ? [] : [{ operationId, method: method.toUpperCase(), path }];
});
/** Profiles have names of ours, not ids. */
const WITH_ID = ROUTES.filter(({ path }) => path.includes('{') && !path.includes('/profiles/'));

const ID = '3d0c1f52-7a4e-4a55-9a8e-0c6f6c1f2b11';
const UPN = 'lee.gu@contoso.example';
const GUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const inUpperCase = (text: string) => text.replaceAll(GUIDS, (id) => id.toUpperCase());
const pathWith = (path: string, id: string) => path.replaceAll(/\{\w+\}/g, id);
/** What a route wants beside the id. */
const queryOf = ({ path }: Route) => (path === '/api/batches/{id}/results' ? '?format=full' : '');
const bench = { newHolder: () => randomUUID(), clock: { now: TEST_NOW } };

/** Asks, and says what it came to. What belongs to the one request is left out. */
async function ask(
  { method }: Pick<Route, 'method'>,
  path: string,
  callerId: string,
  body = '{}',
): Promise<{ readonly status: number; readonly reached: string }> {
  asked.length = 0;
  const answer = await app.request(path, {
    method,
    headers: {
      authorization: `Bearer ${callerId}`,
      'idempotency-key': ID,
      [PAGE_SESSION_HEADER]: ID,
      ...(method !== 'GET' && { 'content-type': 'application/json' }),
    },
    ...(method !== 'GET' && { body }),
  });
  const isOfOne = (name: string) => ['requestId', 'signal', 'userToken'].includes(name);
  const reached = JSON.stringify(asked, (name, value: unknown) =>
    isOfOne(name) || value instanceof AbortSignal ? undefined : value,
  );
  return { status: answer.status, reached };
}

const NOTHING = '[]';

describe.each(WITH_ID)('the id in $method $path', (route) => {
  const body = () => JSON.stringify(fittingBody(route.operationId, bench));
  /** How often one may ask is another test's. */
  const send = (id: string, callerId: string = randomUUID(), said = body()) =>
    ask(route, pathWith(route.path, id) + queryOf(route), callerId, said);

  it('is the same one in capitals and in percents', async () => {
    const [callerId, said] = [randomUUID(), body()];
    const plain = await send(ID, callerId, said);
    expect(plain.reached).not.toBe(NOTHING);
    expect(plain.reached).toContain(ID);
    const spellings = [
      ID.toUpperCase(),
      ID.replaceAll('d', '%64'),
      ID.replaceAll('-', '%2D'),
      [...ID].map((one) => `%${one.charCodeAt(0).toString(16)}`).join(''),
      ID.toUpperCase().replaceAll('D', '%44'),
    ];
    for (const id of spellings) {
      expect(await send(id, callerId, said)).toEqual(plain);
    }
  });

  it.each([
    ['a user principal name', UPN],
    ['one in percents', encodeURIComponent(UPN)],
    ['a slash after it', `${ID}/`],
    ['a slash in percents after it', `${ID}%2F`],
    ['dots in percents before it', `%2e%2e%2f${ID}`],
    ['dots in percents twice over', `%252e%252e%252f${ID}`],
    ['a percent sign twice over', ID.replaceAll('d', '%2564')],
    ['braces', `%7B${ID}%7D`],
    ['blanks', `%20${ID}%20`],
    ['a zero byte', `${ID}%00`],
    ['a semicolon', `${ID};x=1`],
    ['two of them', `${ID},${ID}`],
    ['letters that only look like it', ID.replace('a', '%D0%B0')],
    ['wide digits', ID.replace('3', '%EF%BC%93')],
    ['half a character', `${ID.slice(0, -1)}%E0`],
  ])('is refused with %s', async (_what, id) => {
    const { status, reached } = await send(id);
    expect([400, 404]).toContain(status);
    expect(reached).toBe(NOTHING);
  });

  it.each(['x/../', '%2e%2e/x/', './', '%2e/', '/'])(
    'is not reached past other roles by dots: %s before it',
    async (dots) => {
      const { status, reached } = await send(`${dots}${ID}`);
      const path = pathWith(route.path, `${dots}${ID}`);
      const canonical = new URL(path, 'http://localhost').pathname;
      // A path is what is left of it once the dots are gone, with the guard of that route and no other.
      if (canonical === pathWith(route.path, ID)) return expect(reached).toContain(ID);
      expect([400, 404]).toContain(status);
      expect(reached).toBe(NOTHING);
    },
  );
});

describe('an id in a query', () => {
  it.each(['/api/audit?holder=', '/api/audit?actor=', '/api/enrolments?userId='])(
    'of %s is the same one in capitals, and no user principal name',
    async (path) => {
      const callerId = randomUUID();
      const plain = await ask({ method: 'GET' }, `${path}${ID}`, callerId);
      expect(plain.reached).toContain(ID);
      expect(await ask({ method: 'GET' }, `${path}${ID.toUpperCase()}`, callerId)).toEqual(plain);
      const refused = await ask({ method: 'GET' }, `${path}${encodeURIComponent(UPN)}`, callerId);
      expect(refused).toEqual({ status: 400, reached: NOTHING });
    },
  );
});

describe('a path as it is sent', () => {
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
  });

  /** Node sends a path as it is given, where a browser tidies it first. */
  const send = async (path: string): Promise<number | undefined> => {
    asked.length = 0;
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const headers = { authorization: `Bearer ${randomUUID()}`, connection: 'close' };
    const [answer] = (await once(
      request({ host: '127.0.0.1', port, path, headers }).end(),
      'response',
    )) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    return answer.statusCode;
  };

  it.each([
    `/api/users/x/../${ID.toUpperCase()}`,
    `/api/users/%2e/${ID}`,
    `/api/me/../users/${ID}`,
    `/api/users/${ID.replaceAll('d', '%64')}`,
  ])('means the one person that is left of it: %s', async (path) => {
    await send(path);
    expect(asked[0]?.slice(0, 4)).toEqual(['guard', 'problem', 'enrol', ID]);
  });

  it.each([
    `/api/users/${ID}/`,
    `/api/users//${ID}`,
    `/api//users/${ID}`,
    `/API/users/${ID}`,
    `/api/users/..%2f${ID}`,
    `/api/users/%2e%2e/%2e%2e/users/${ID}`,
    `/api/users\\${ID}x`,
  ])('means nobody: %s', async (path) => {
    expect([400, 404]).toContain(await send(path));
    expect(asked).toEqual([]);
  });
});

/** What finds people by whatever a list calls them is there for that, and answers with ids. */
const WITH_BODY = ROUTES.filter(
  ({ method, operationId }) => method !== 'GET' && operationId !== 'resolvePeople',
);

describe.each(WITH_BODY)('ids in the body of $method $path', (route) => {
  const callerId = randomUUID();

  it('are the same ones in capitals, or refused', async () => {
    const path = pathWith(route.path, route.path.includes('/profiles/') ? 'keep-pin' : ID);
    const said = JSON.stringify(fittingBody(route.operationId, bench));
    const plain = await ask(route, path, callerId, said);
    expect(plain.reached).not.toBe(NOTHING);
    const inCapitals = await ask(route, path, callerId, inUpperCase(said));
    // The model of a key comes from the key alone, in one writing.
    const isRefused = said.includes('"aaguid"');
    expect(inCapitals).toEqual(isRefused ? { status: 400, reached: NOTHING } : plain);
  });

  it('are no user principal names', async () => {
    const said = JSON.stringify(fittingBody(route.operationId, bench));
    if (said.search(GUIDS) === -1) return;
    const path = pathWith(route.path, ID);
    const { status, reached } = await ask(route, path, callerId, said.replaceAll(GUIDS, UPN));
    expect([status, reached]).toEqual([400, NOTHING]);
  });
});
