import { z } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { FORGETFUL, testCaller, testConfig, testLog, testTokens } from '#bff/testDeps.ts';
import { problem } from '#shared/api/index.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import { FAILURE_CODES } from '#shared/failure/codes.ts';
import { allowOrigins } from './allowOrigins.ts';
import { applyHeaders } from './applyHeaders.ts';
import { checkRoutes } from './checkRoutes.ts';
import { createRoutes } from './createRoutes.ts';
import { defineRoute } from './defineRoute.ts';
import { failureStatus } from './failureStatus.ts';
import { limitBody } from './limitBody.ts';
import { API_HEADERS } from './pageHeaders.ts';
import { problemResponse } from './problemResponse.ts';
import { requestScope } from './requestScope.ts';
import { requireJson } from './requireJson.ts';

const PAGE = 'https://keys.example.com';

const callers = {
  operator: testCaller(),
  admin: testCaller({ roles: ['Admin'] }),
  auditor: testCaller({ roles: ['Auditor'] }),
  nobody: testCaller({ roles: [] }),
  guest: testCaller({ roles: ['Admin'], isGuest: true }),
};

const startRoute = defineRoute({
  method: 'post',
  path: '/enrolments',
  operationId: 'startEnrolment',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            pin: z.string().max(8),
            nested: z.object({ n: z.int() }).optional(),
          }),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'x',
      content: { 'application/json': { schema: z.object({ id: z.string() }) } },
    },
  },
});

/** The pipeline of the app around one route whose handler does as told. */
function pipeline(handler: () => void = () => undefined) {
  const { log, lines } = testLog();
  const clock = { now: () => 0 };
  const app = createRoutes();
  app.onError((error, c) => problemResponse(error, c));
  app.use(applyHeaders(() => API_HEADERS));
  const validateToken = testTokens(callers);
  app.use(
    requestScope({ config: testConfig(), log, clock, validateToken, idempotency: FORGETFUL }),
  );
  app.use('/api/*', allowOrigins([PAGE]), limitBody(), requireJson());
  const routes = createRoutes().openapi(startRoute, (c) => {
    handler();
    return c.json({ id: c.var.caller.id }, 200);
  });
  app.route('/api', routes);
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    app.request('/api/enrolments', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        authorization: 'Bearer operator',
        'content-type': 'application/json',
        'idempotency-key': '3d0c1f52-7a4e-4a55-9a8e-0c6f6c1f2b11',
        ...headers,
      },
    });
  return { app, post, lines };
}

async function problemOf(response: Response | Promise<Response>) {
  const settled = await response;
  expect(settled.headers.get('content-type')).toBe('application/problem+json');
  return problem.strict().parse(await settled.json());
}

describe('a guarded route', () => {
  it('answers who may call it', async () => {
    const { post } = pipeline();
    for (const who of ['operator', 'admin']) {
      const response = await post({ pin: '1' }, { authorization: `Bearer ${who}` });
      expect(response.status).toBe(200);
    }
  });

  it.each(['auditor', 'nobody', 'guest'])('forbids %s', async (who) => {
    const { post } = pipeline();
    const body = await problemOf(post({ pin: '1' }, { authorization: `Bearer ${who}` }));
    expect(body).toMatchObject({ status: 403, code: 'session_forbidden' });
  });

  it.each([
    ['none', undefined, 'Bearer realm="Keywright"'],
    ['one that is not ours', 'Bearer stranger', 'Bearer realm="Keywright", error="invalid_token"'],
    ['Basic', 'Basic b3BlcmF0b3I6', 'Bearer realm="Keywright", error="invalid_token"'],
    ['two words', 'Bearer operator operator', 'Bearer realm="Keywright", error="invalid_token"'],
    [
      'a huge one',
      `Bearer ${'a'.repeat(20_000)}`,
      'Bearer realm="Keywright", error="invalid_token"',
    ],
  ])('asks for sign-in when the token is %s', async (_, authorization, challenge) => {
    const { app } = pipeline();
    const response = await app.request('/api/enrolments', {
      method: 'POST',
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(response.headers.get('www-authenticate')).toBe(challenge);
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'session_missing' });
  });

  it('checks the caller before it looks at the body', async () => {
    const { post } = pipeline();
    const body = await problemOf(post({ wrong: 1 }, { authorization: 'Bearer auditor' }));
    expect(body.code).toBe('session_forbidden');
  });

  it('limits what one caller can ask', async () => {
    const { post } = pipeline();
    let refused: Response | undefined;
    for (let index = 0; index < 3_100 && refused === undefined; index += 1) {
      const response = await post({ pin: '1' });
      if (response.status !== 200) refused = response;
    }
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({ status: 429, code: 'rate_limited' });
  });
});

describe('a request that breaks its schema', () => {
  it.each([
    ['a wrong type', { pin: 51673 }, { path: 'json.pin', message: 'invalid_type' }],
    ['a long text', { pin: '5167351673' }, { path: 'json.pin', message: 'too_big' }],
    [
      'an unknown member',
      { pin: '1', 'marker-51673': 1 },
      { path: 'json', message: 'unrecognized_keys' },
    ],
    [
      'a nested member',
      { pin: '1', nested: { n: '51673' } },
      { path: 'json.nested.n', message: 'invalid_type' },
    ],
  ])('is refused by path and never repeated: %s', async (_, body, error) => {
    const { post, lines } = pipeline();
    const answer = await problemOf(post(body));
    expect(answer).toMatchObject({ status: 400, code: 'request_invalid', errors: [error] });
    expect(JSON.stringify([answer, lines])).not.toContain('51673');
  });

  it('is refused when it is no JSON', async () => {
    const { post, lines } = pipeline();
    const answer = await problemOf(post('{"pin":"51673'));
    expect(answer).toMatchObject({ status: 400, code: 'request_invalid' });
    expect(JSON.stringify([answer, lines])).not.toContain('51673');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json5',
  ])('is refused as %s', async (type) => {
    const { post } = pipeline();
    const answer = await problemOf(post({ pin: '1' }, { 'content-type': type }));
    expect(answer).toMatchObject({ status: 415, code: 'request_invalid' });
  });

  it('is refused beyond 64 KiB', async () => {
    const { post } = pipeline();
    const answer = await problemOf(post({ pin: 'x'.repeat(70_000) }));
    expect(answer).toMatchObject({ status: 413, code: 'request_too_large' });
  });

  it.each(['65537', '1e9', '-0x1', ''])(
    'is judged by the length that it says: %j',
    async (length) => {
      const { post } = pipeline();
      const answer = await problemOf(post({ pin: 'x' }, { 'content-length': length }));
      expect(answer).toMatchObject({ status: 413, code: 'request_too_large' });
    },
  );

  it('is counted where it comes in chunks, whatever length it says', async () => {
    const { post } = pipeline();
    const chunked = { 'content-length': '12', 'transfer-encoding': 'chunked' };
    const answer = await problemOf(post({ pin: 'x'.repeat(70_000) }, chunked));
    expect(answer).toMatchObject({ status: 413, code: 'request_too_large' });
  });
});

describe('a failure', () => {
  it('keeps its code, and an unknown one keeps its text to itself', async () => {
    const failing = pipeline(() => {
      throw new Error('marker-51673 at /secret/place');
    });
    const answer = await problemOf(failing.post({ pin: '1' }));
    expect(answer).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify([answer, failing.lines])).not.toContain('marker-51673');
    expect(failing.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        event: 'request_failed',
        errorName: 'Error',
        requestId: answer.requestId,
      }),
    );
  });

  it('says when to come back and what Graph calls the request', async () => {
    const { post } = pipeline(() => {
      throw new GraphError('graph_throttled', 'x', { retryAfterSeconds: 17, requestId: 'g-1' });
    });
    const response = await post({ pin: '1' });
    expect(response.headers.get('retry-after')).toBe('17');
    expect(await response.json()).toMatchObject({
      status: 503,
      code: 'graph_throttled',
      retryAfterSeconds: 17,
      graphRequestId: 'g-1',
    });
  });

  it('has an error status for every code', () => {
    for (const code of FAILURE_CODES) expect(failureStatus(code)).toBeGreaterThanOrEqual(400);
    expect(failureStatus('stale_step')).toBe(409);
    expect(failureStatus('user_is_guest')).toBe(422);
  });
});

describe('every answer', () => {
  it('has the headers, refused or not', async () => {
    const { app, post } = pipeline();
    for (const response of [
      await post({ pin: '1' }),
      await post({}),
      await app.request('/nowhere'),
    ]) {
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('is noted once, by template and not by path', async () => {
    const { app, post, lines } = pipeline();
    await post({ pin: '1' });
    await app.request('/marker-51673');
    const requests = lines.filter((line) => line['event'] === 'request');
    expect(requests[0]).toMatchObject({
      method: 'POST',
      route: '/api/enrolments',
      status: 200,
      callerId: callers.operator.id,
    });
    expect(JSON.stringify(lines)).not.toContain('marker-51673');
    expect(requests).toHaveLength(2);
  });

  it('may be read by the configured page and by no other', async () => {
    const { post, app } = pipeline();
    const allowed = await post({}, { origin: PAGE, authorization: 'Bearer stranger' });
    expect(allowed.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(allowed.headers.get('access-control-expose-headers')?.toLowerCase()).toContain(
      'www-authenticate',
    );
    for (const origin of [
      'https://evil.example',
      'null',
      `${PAGE}.evil.example`,
      'http://keys.example.com',
    ]) {
      const refused = await post({ pin: '1' }, { origin });
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    }
    const preflight = await app.request('/api/enrolments', {
      method: 'OPTIONS',
      headers: { origin: PAGE, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('checkRoutes', () => {
  it('stops a start with a route that has no guard', () => {
    const bare = createRoutes();
    bare.get('/api/leak', (c) => c.text('x'));
    expect(() => checkRoutes(bare)).toThrowError('route without a guard: GET /api/leak');
    const whole = createRoutes().route(
      '/api',
      createRoutes().openapi(startRoute, () => {
        throw new AppError('internal', 'x');
      }),
    );
    expect(() => checkRoutes(whole)).toThrowError(/do not name the same operations/);
  });
});
