import { z } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { type CallOrigin, callOrigin } from '#bff/graph/callOrigin.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { problemResponse } from '#bff/http/problemResponse.ts';
import { requestScope } from '#bff/http/requestScope.ts';
import { FORGETFUL, TEST_NOW, testCaller, testConfig, testLog, testTokens } from '#bff/testDeps.ts';
import { isSelfService, type OperationId, ROUTE_ACCESS } from './routeAccess.ts';

const route = (operationId: OperationId, path: string) =>
  defineRoute({
    method: 'post',
    path,
    operationId,
    responses: {
      200: { description: 'x', content: { 'application/json': { schema: z.object({}) } } },
    },
  });

/** The route that gives the next key and one that does not mind, with a clock that the test turns. */
function twoRoutes() {
  let now = TEST_NOW;
  const clock = { now: () => now };
  const callers = {
    operator: testCaller(),
    renewed: testCaller({ issuedAt: TEST_NOW / 1000 + 61 }),
    removed: testCaller({ issuedAt: TEST_NOW / 1000 + 61, roles: [] }),
    old: testCaller({ issuedAt: TEST_NOW / 1000 - 421 }),
  };
  const { log } = testLog();
  const app = createRoutes();
  app.onError((error, c) => problemResponse(error, c));
  app.use(
    requestScope({
      config: testConfig({ batchTokenSeconds: 60 }),
      log,
      clock,
      validateToken: testTokens(callers),
      idempotency: FORGETFUL,
    }),
  );
  app.openapi(route('nextInBatch', '/next'), (c) => c.json({}, 200));
  const origins: CallOrigin[] = [];
  const noted = (operationId: OperationId, path: string) =>
    app.openapi(route(operationId, path), async (c) => {
      // Also after something was waited for.
      await new Promise((resolve) => setImmediate(resolve));
      origins.push(callOrigin());
      return c.json({}, 200);
    });
  noted('changeBatchState', '/state');
  noted('watchMyGuidedAgain', '/own');
  const post = (path: string, token: keyof typeof callers) =>
    app.request(path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': '3d0c1f52-7a4e-4a55-9a8e-0c6f6c1f2b11',
      },
    });
  return {
    ...{ post, origins },
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

describe('the next key of a batch', () => {
  it('is not given for a token that came into use more than a minute ago, but for the one after it', async () => {
    const { post, wait } = twoRoutes();
    expect((await post('/state', 'operator')).status).toBe(200);
    wait(60);
    expect((await post('/next', 'operator')).status).toBe(200);
    wait(1);
    const refused = await post('/next', 'operator');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(await refused.json()).toMatchObject({ code: 'session_expired' });
    expect((await post('/state', 'operator')).status).toBe(200);
    expect((await post('/next', 'renewed')).status).toBe(200);
  });

  it('is not given for the token that follows once the role was taken away', async () => {
    const { post, wait } = twoRoutes();
    expect((await post('/next', 'operator')).status).toBe(200);
    wait(61);
    expect((await post('/next', 'operator')).status).toBe(401);
    const refused = await post('/next', 'removed');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'session_forbidden' });
  });

  it('is not given for a token of long ago that this backend has not seen before', async () => {
    const { post } = twoRoutes();
    expect((await post('/next', 'old')).status).toBe(401);
    expect((await post('/state', 'old')).status).toBe(200);
  });
});

describe('self-service', () => {
  const operations = Object.keys(ROUTE_ACCESS) as OperationId[];

  it('is what any signed-in person may do, and nothing that needs a role', () => {
    const own = operations.filter((operation) => isSelfService(operation, []));
    expect(own).toEqual(operations.filter((name) => ROUTE_ACCESS[name].access === 'member'));
    expect(own).toEqual(expect.arrayContaining(['getMyKeys', 'startMyEnrolment', 'revealMyPass']));
  });

  it('is not the question of staff who they are', () => {
    const differing = operations.filter(
      (operation) => isSelfService(operation, []) !== isSelfService(operation, ['Helpdesk']),
    );
    expect(differing).toEqual(['getMe']);
  });

  it('is known to every call to Graph that is made for it, with the request', async () => {
    const { post, origins } = twoRoutes();
    await post('/state', 'operator');
    await post('/own', 'operator');
    expect(origins).toEqual([
      { isSelfService: false, requestId: expect.any(String) },
      { isSelfService: true, requestId: expect.any(String) },
    ]);
  });
});
