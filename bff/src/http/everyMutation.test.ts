import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { type OperationId, ROUTE_ACCESS, type RouteRule } from '#bff/auth/routeAccess.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, OPERATOR, type TestBench } from '#bff/enrolment/testBench.ts';
import { testCaller } from '#bff/testDeps.ts';
import { PAGE_SESSION_HEADER } from '#shared/api/index.ts';
import { fittingBody } from './testBodies.ts';

/** One caller who may do everything, so that nothing but the key decides. */
const CALLERS = {
  anybody: testCaller({
    ...{ id: OPERATOR, roles: ['Admin', 'Operator', 'Auditor'] },
    // As a bench's clock starts: some of it wants a fresh sign-in.
    authTime: Date.parse('2026-03-01T12:00:00Z') / 1000,
  }),
};

/** What everybody may do about themselves and asks Graph each time, as their reads do. */
const OF_ONESELF = [
  ...['removeMyKey', 'loseMyKey', 'renameMyKey', 'reportMyKeyEvent'],
  'startMyGuided',
];

interface Mutation {
  readonly operationId: OperationId;
  readonly method: string;
  readonly path: string;
}

/** Reads the routes of a running app, not a list that somebody has to keep. */
function mutationsOf(app: ReturnType<typeof createApp>): Mutation[] {
  return app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== 'route' || definition.route.method === 'get') return [];
    const { method, path, operationId = '' } = definition.route;
    const rule: RouteRule | undefined = ROUTE_ACCESS[operationId as OperationId];
    // What changes nothing says so in the table of routes.
    return rule?.repeatable === 'no'
      ? []
      : [{ operationId: operationId as OperationId, method: method.toUpperCase(), path }];
  });
}

describe('every call that changes something, by the table of routes', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  let mutations: Mutation[];
  beforeAll(async () => {
    bench = await createTestBench();
    app = createApp(benchDeps(bench, CALLERS));
    mutations = mutationsOf(app);
  });
  afterAll(() => bench.close());

  const session = randomUUID();
  async function send({ method, path }: Mutation, id: string, key: string | null, body: unknown) {
    const answer = await app.request(path.replaceAll(/\{\w+\}/g, id), {
      method,
      headers: {
        authorization: 'Bearer anybody',
        'content-type': 'application/json',
        [PAGE_SESSION_HEADER]: session,
        ...(key !== null && { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined;
    return { status: answer.status, headers: answer.headers, text, code };
  }

  const bodyOf = ({ operationId }: Mutation) => fittingBody(operationId, bench);

  it('are all that are not reads, and only those that change nothing are left out', () => {
    const named = mutations.map(({ operationId }) => operationId).sort();
    const exempt = Object.entries<RouteRule>(ROUTE_ACCESS).flatMap(([operation, rule]) =>
      rule.repeatable === 'no' ? [operation] : [],
    );
    expect(exempt).toEqual([
      'authenticateForMyKey',
      'checkInvitations',
      'resolvePeople',
      'checkPeople',
      'authenticateForKey',
    ]);
    const written = Object.entries<RouteRule>(ROUTE_ACCESS).flatMap(([operation, { rate }]) =>
      rate === 'write' || rate === 'secret' || OF_ONESELF.includes(operation) ? [operation] : [],
    );
    // An export is a read that weighs as much as a write.
    const expected = written.filter((one) => !exempt.includes(one) && !one.startsWith('export'));
    expect(named).toEqual(expected.sort());
  });

  it('need a key', async () => {
    for (const mutation of mutations) {
      const what = mutation.operationId;
      const refused = await send(mutation, randomUUID(), null, bodyOf(mutation));
      const expected = { what, status: 400, code: 'request_invalid' };
      expect({ what, ...refused }).toMatchObject(expected);
      expect(`${what} ${refused.text}`).toContain('header.idempotency-key');
    }
  });

  it('give the same answer to the same call, and 422 to another one under its key', async () => {
    for (const mutation of mutations) {
      const what = mutation.operationId;
      const [id, key, body] = [randomUUID(), randomUUID(), bodyOf(mutation)];
      const first = await send(mutation, id, key, body);
      const again = await send(mutation, id, key, body);
      expect(`${what} ${first.status}`).not.toBe(`${what} 400`);
      // A refusal of a secret is worked out anew: nothing of such a call is kept but that it was answered.
      const isKept = ROUTE_ACCESS[what].rate !== 'secret';
      const replayed = again.headers.get('idempotency-replayed');
      expect({ what, replayed, status: again.status }).toEqual({
        ...{ what, status: first.status },
        replayed: isKept ? 'true' : null,
      });
      if (!isKept) continue;
      expect({ what, text: again.text }).toEqual({ what, text: first.text });
      const mismatch = { what, status: 422, code: 'idempotency_mismatch' };
      const other = await send(mutation, id, key, { ...body, ...bodyOf(mutation), more: 1 });
      expect({ what, ...other }).toMatchObject(mismatch);
      if (!mutation.path.includes('{')) continue;
      const elsewhere = await send(mutation, randomUUID(), key, body);
      expect({ what, ...elsewhere }).toMatchObject(mismatch);
    }
  });
});
