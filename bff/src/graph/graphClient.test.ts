import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { json } from '#bff/testFetch.ts';
import { AppError, type GraphError } from '#shared/failure/appError.ts';
import { asSelfService, withOrigin } from './callOrigin.ts';
import {
  createPasskeyRequest,
  deletePasskeyRequest,
  listPasskeysRequest,
  personRequest,
} from './graphRequest.ts';
import { readAllPages } from './readAllPages.ts';
import { graphCall, graphError, ORIGIN, testGraph, USER } from './testGraph.ts';
import { nothing, pageOf } from './wire.ts';

const PERSON = personRequest(USER);
const GET = `GET ${PERSON.path}`;
const anything = z.looseObject({});
const POST = createPasskeyRequest('v1.0', USER, {
  displayName: 'Key',
  publicKeyCredential: {
    id: 'x',
    response: { clientDataJSON: 'x', attestationObject: 'x' },
    clientExtensionResults: {},
  },
});
const CREATE = `POST ${POST.path}`;
const REMOVE = deletePasskeyRequest(USER, 'method-1');
const DELETE = `DELETE ${REMOVE.path}`;

async function failureOf(promise: Promise<unknown>): Promise<AppError & Partial<GraphError>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new TypeError('the call went through');
}

describe('a read', () => {
  it('carries token, request id and priority, and follows no redirect', async () => {
    const graph = testGraph([graphCall(GET, json({ id: USER }))]);
    expect(await graph.client.send(PERSON, anything)).toEqual({ id: USER });
    const [request] = graph.requests;
    expect(request?.headers.get('authorization')).toBe('Bearer t1');
    expect(request?.headers.get('client-request-id')).toBe('00000000-0000-4000-8000-000000000001');
    expect(request?.headers.get('x-ms-throttle-priority')).toBe('high');
    expect(request?.redirect).toBe('manual');
    graph.finish();
  });

  it.each([
    ['429 with Retry-After', graphError(429, 'x', 'x', { 'retry-after': '7' }), 8_000],
    ['429 without', graphError(429), 6_000],
    ['503', graphError(503), 500],
    ['503 with Retry-After', graphError(503, 'x', 'x', { 'retry-after': '3' }), 3_000],
    ['504', graphError(504), 500],
    ['a broken connection', new TypeError('fetch failed'), 500],
  ])('is repeated after %s', async (_, answer, waited) => {
    const graph = testGraph([graphCall(GET, answer), graphCall(GET, json({ id: USER }))]);
    await graph.client.send(PERSON, anything);
    expect(graph.slept.reduce((sum, ms) => sum + ms, 0)).toBe(waited);
    graph.finish();
  });

  it('is not repeated beyond its budget: 429 says when to come back', async () => {
    const graph = testGraph([graphCall(GET, graphError(429, 'x', 'x', { 'retry-after': '60' }))]);
    const failure = await failureOf(graph.client.send(PERSON, anything));
    expect(failure).toMatchObject({ code: 'graph_throttled', retryAfterSeconds: 60 });
    expect(graph.slept).toEqual([]);
    graph.finish();
  });

  it('is tried four times at most', async () => {
    const down = graphCall(GET, graphError(503));
    const graph = testGraph([down, down, down, down]);
    const failure = await failureOf(graph.client.send(PERSON, anything));
    expect(failure).toMatchObject({ code: 'graph_unavailable', httpStatus: 503 });
    graph.finish();
  });

  it.each([
    [400, 'graph_bad_request'],
    [403, 'graph_forbidden'],
    [404, 'graph_not_found'],
    [405, 'graph_method_not_allowed'],
    [409, 'graph_conflict'],
    [418, 'graph_bad_request'],
    [500, 'graph_unavailable'],
  ])('is not repeated after %s', async (status, code) => {
    const answer = graphError(status, 'someCode', 'text 51673', { 'request-id': 'r-1' });
    const graph = testGraph([graphCall(GET, answer)]);
    const failure = await failureOf(graph.client.send(PERSON, anything));
    expect(failure).toMatchObject({
      code,
      httpStatus: status,
      graphCode: 'someCode',
      requestId: 'r-1',
    });
    expect(JSON.stringify([failure.message, graph.lines])).not.toContain('51673');
    graph.finish();
  });

  it('refuses a redirect and sends nothing after it', async () => {
    const away = new Response(null, {
      status: 302,
      headers: { location: 'https://evil.example/' },
    });
    const graph = testGraph([graphCall(GET, away)]);
    const failure = await failureOf(graph.client.send(PERSON, anything));
    expect(failure.code).toBe('graph_response_invalid');
    graph.finish();
  });

  it.each([
    ['no JSON', new Response('<html>')],
    ['another shape', json([1])],
    ['nothing', new Response(null, { status: 200 })],
  ])('refuses an answer with %s', async (_, answer) => {
    const graph = testGraph([graphCall(GET, answer)]);
    const failure = await failureOf(graph.client.send(PERSON, anything));
    expect(failure.code).toBe('graph_response_invalid');
    graph.finish();
  });

  it('knows the refusal of people outside the policy by its text', async () => {
    const text = 'User or group restriction policy failed for this user.';
    const graph = testGraph([graphCall(GET, graphError(400, 'badRequest', text))]);
    const failure = await failureOf(graph.client.send(PERSON, anything));
    expect(failure.code).toBe('user_outside_passkey_policy');
  });

  it('ends when the caller gives up', async () => {
    const caller = new AbortController();
    const end = () => {
      caller.abort();
      throw new DOMException('x', 'AbortError');
    };
    const graph = testGraph([graphCall(GET, end)]);
    const { signal } = caller;
    const failure = await failureOf(graph.client.send(PERSON, anything, { signal }));
    expect(failure.code).toBe('cancelled');
    graph.finish();
  });

  it.each([
    ['interactive', 'high'],
    ['revoke', 'high'],
    ['ownRevoke', 'high'],
    ['own', 'normal'],
    ['bulk', 'normal'],
    ['sync', 'low'],
  ] as const)('of the class %s has the priority %s at Graph', async (callClass, priority) => {
    const graph = testGraph([graphCall(GET, json({ id: USER }))]);
    await graph.client.send(PERSON, anything, { class: callClass });
    expect(graph.requests[0]?.headers.get('x-ms-throttle-priority')).toBe(priority);
    graph.finish();
  });
});

describe('401', () => {
  it('is answered with one fresh token and one more try, also for a POST', async () => {
    for (const [request, call] of [
      [PERSON, GET],
      [POST, CREATE],
    ] as const) {
      const graph = testGraph([
        graphCall(call, graphError(401)),
        graphCall(call, json({ id: 'x' }, 201)),
      ]);
      await graph.client.send(request, anything);
      expect(graph.sentTokens()).toEqual(['Bearer t1', 'Bearer t2']);
      graph.finish();
    }
  });

  it('is a failure the second time', async () => {
    const graph = testGraph([
      graphCall(CREATE, graphError(401)),
      graphCall(CREATE, graphError(401)),
    ]);
    expect((await failureOf(graph.client.send(POST, anything))).code).toBe('graph_unauthorized');
    graph.finish();
  });
});

describe('a write', () => {
  it('sends its body once, as JSON', async () => {
    const graph = testGraph([graphCall(CREATE, json({ id: 'x' }, 201))]);
    await graph.client.send(POST, anything);
    expect(graph.requests[0]?.headers.get('content-type')).toBe('application/json');
    expect(await graph.requests[0]?.json()).toEqual(POST.body);
    graph.finish();
  });

  it.each([
    ['500', graphError(500)],
    ['502', graphError(502)],
    ['503', graphError(503)],
    ['504', graphError(504)],
    ['408', graphError(408)],
    ['a cut connection', new TypeError('fetch failed')],
    ['a time-out', new DOMException('x', 'TimeoutError')],
    ['a success that cannot be read', new Response('<html>', { status: 201 })],
  ])('is never repeated after %s: its outcome is unknown', async (_, answer) => {
    for (const [request, call] of [
      [POST, CREATE],
      [REMOVE, DELETE],
    ] as const) {
      const graph = testGraph([graphCall(call, answer)]);
      const failure = await failureOf(
        graph.client.send(request, request === REMOVE ? nothing : anything),
      );
      expect(failure.code).toBe('graph_outcome_unknown');
      expect(graph.slept).toEqual([]);
      graph.finish();
    }
  });

  it('was not carried out after 429, and everybody then waits', async () => {
    const graph = testGraph([
      graphCall(CREATE, graphError(429, 'x', 'x', { 'retry-after': '12' })),
      graphCall(CREATE, json({ id: 'x' }, 201)),
    ]);
    expect(await failureOf(graph.client.send(POST, anything))).toMatchObject({
      code: 'graph_throttled',
      retryAfterSeconds: 12,
    });
    const early = await failureOf(graph.client.send(POST, anything));
    expect(early).toMatchObject({ code: 'graph_throttled', retryAfterSeconds: 13 });
    graph.pass(12_500);
    await graph.client.send(POST, anything);
    graph.finish();
  });

  it('is not sent when the caller gave up before', async () => {
    const graph = testGraph([]);
    const failure = await failureOf(
      graph.client.send(POST, anything, { signal: AbortSignal.abort() }),
    );
    expect(failure.code).toBe('cancelled');
    graph.finish();
  });
});

describe('its turn', () => {
  it('is waited for, by a write for 5 s at most', async () => {
    const throttled = graphCall(CREATE, graphError(429, 'x', 'x', { 'retry-after': '4' }));
    const graph = testGraph([throttled, graphCall(CREATE, json({ id: 'x' }, 201))]);
    await failureOf(graph.client.send(POST, anything));
    await graph.client.send(POST, anything);
    expect(graph.slept).toEqual([5_000]);
    graph.finish();
  });

  it('is waited for by a batch for a minute', async () => {
    const throttled = graphCall(CREATE, graphError(429, 'x', 'x', { 'retry-after': '50' }));
    const graph = testGraph([throttled, graphCall(CREATE, json({ id: 'x' }, 201))]);
    await failureOf(graph.client.send(POST, anything, { class: 'bulk' }));
    await graph.client.send(POST, anything, { class: 'bulk' });
    graph.finish();
  });

  it('is not waited for beyond what the caller says, nor for what is of no use by then', async () => {
    const throttled = graphCall(CREATE, graphError(429, 'x', 'x', { 'retry-after': '4' }));
    const graph = testGraph([throttled]);
    await failureOf(graph.client.send(POST, anything));
    const usableUntil = new Date(graph.clock.now() + 4_000).toISOString();
    for (const call of [{ deadlineMs: 4_000 }, { usableUntil }]) {
      const failure = await failureOf(graph.client.send(POST, anything, call));
      expect(failure).toMatchObject({ code: 'graph_throttled', retryAfterSeconds: 5 });
    }
    expect(graph.slept).toEqual([]);
    graph.finish();
  });

  it('is not given to batches while Graph says that the quota is nearly used up', async () => {
    const nearly = json({ id: USER }, 200, { 'x-ms-throttle-limit-percentage': '0.85' });
    const graph = testGraph([graphCall(GET, nearly), graphCall(GET, json({ id: USER }))]);
    await graph.client.send(PERSON, anything);
    await graph.client.send(PERSON, anything);
    const late = graph.client.send(PERSON, anything, { class: 'bulk', deadlineMs: 9_000 });
    expect((await failureOf(late)).code).toBe('graph_throttled');
    graph.finish();
  });

  it('is not given to anybody once too many calls were repeats', async () => {
    const down = graphCall(GET, graphError(503));
    const graph = testGraph(Array.from({ length: 28 }, () => down));
    for (let call = 0; call < 7; call += 1) await failureOf(graph.client.send(PERSON, anything));
    const failure = await failureOf(graph.client.send(PERSON, anything));
    expect(failure).toMatchObject({ code: 'graph_unavailable', retryAfterSeconds: 30 });
    graph.finish();
  });
});

describe('a call of self-service', () => {
  const OFTEN = 70;
  const answers = () => Array.from({ length: OFTEN }, () => graphCall(GET, json({ id: USER })));

  it('waits for a turn of its share, whatever class it has elsewhere', async () => {
    const graph = testGraph(answers());
    const send = () => graph.client.send(PERSON, anything, { class: 'bulk' });
    for (let call = 0; call < OFTEN; call += 1) await asSelfService(send);
    // Sixty are in its share of a full bucket.
    expect(graph.slept.length).toBeGreaterThan(0);
    const priorities = graph.requests.map(({ headers }) => headers.get('x-ms-throttle-priority'));
    expect(new Set(priorities)).toEqual(new Set(['normal']));
  });

  it('keeps nobody else waiting', async () => {
    const graph = testGraph(answers());
    for (let call = 0; call < OFTEN; call += 1) await graph.client.send(PERSON, anything);
    expect(graph.slept).toEqual([]);
  });

  it('goes before those that only begin while something is held for it', async () => {
    const graph = testGraph(answers());
    const order: string[] = [];
    const send = async (name: string) => {
      await graph.client.send(PERSON, anything);
      order.push(name);
    };
    // What there is at once is used up.
    await asSelfService(() => Promise.all(Array.from({ length: 60 }, () => send('first'))));
    await Promise.all([
      asSelfService(() => send('begins')),
      asSelfService(() => send('begins')),
      withOrigin({ isSelfService: true, isUnderWay: true }, () => send('under way')),
    ]);
    expect(order.slice(60)).toEqual(['under way', 'begins', 'begins']);
  });

  it('that takes a key away is as urgent at Graph as an operator’s', async () => {
    const graph = testGraph([graphCall(DELETE, new Response(null, { status: 204 }))]);
    await asSelfService(() => graph.client.send(REMOVE, nothing, { class: 'revoke' }));
    expect(graph.requests[0]?.headers.get('x-ms-throttle-priority')).toBe('high');
  });
});

describe('what is logged of a call', () => {
  it('names the request that it was made for, and how long it waited for its turn', async () => {
    const throttled = graphCall(GET, graphError(429, 'x', 'x', { 'retry-after': '4' }));
    const graph = testGraph([throttled, graphCall(GET, json({ id: USER }))]);
    await withOrigin({ requestId: 'r-1', isSelfService: false }, () =>
      // A job that goes on within it is still part of it.
      asSelfService(() => graph.client.send(PERSON, anything)),
    );
    const calls = graph.lines.filter(({ event }) => event === 'graph_call');
    expect(calls).toMatchObject([
      { requestId: 'r-1', waitedMs: 0, graphStatus: 429 },
      { requestId: 'r-1', waitedMs: 5_000, graphStatus: 200 },
    ]);
    graph.finish();
  });
});

describe('only allowed calls', () => {
  it('are sent', async () => {
    const graph = testGraph([]);
    const forged = { ...PERSON, path: '/v1.0/users' + '/x/revokeSignInSessions' };
    await expect(graph.client.send(forged, anything)).rejects.toThrowError(TypeError);
    const elsewhere = new URL('https://evil.example/v1.0/users');
    await expect(graph.client.send(PERSON, anything, {}, elsewhere)).rejects.toThrowError(
      TypeError,
    );
    graph.finish();
  });
});

describe('a list', () => {
  const LIST = listPasskeysRequest(USER);
  const page = pageOf(z.number());
  const read = (graph: ReturnType<typeof testGraph>) =>
    readAllPages(graph.client, ORIGIN, LIST, page);
  const next = (token: string) => ({
    '@odata.nextLink': `${ORIGIN}${LIST.path}?$skiptoken=${token}`,
  });

  it('is read to its end', async () => {
    const graph = testGraph([
      graphCall(`GET ${LIST.path}`, json({ value: [1, 2], ...next('a') })),
      graphCall(`GET ${LIST.path}?$skiptoken=a`, json({ value: [3], ...next('b') })),
      graphCall(`GET ${LIST.path}?$skiptoken=b`, json({ value: [] })),
    ]);
    expect(await read(graph)).toEqual([1, 2, 3]);
    graph.finish();
  });

  it('is an error, not a shorter list, when a page is missing', async () => {
    const graph = testGraph([
      graphCall(`GET ${LIST.path}`, json({ value: [1], ...next('a') })),
      graphCall(`GET ${LIST.path}?$skiptoken=a`, graphError(400, 'Directory_ExpiredPageToken')),
    ]);
    expect((await failureOf(read(graph))).code).toBe('graph_bad_request');
    graph.finish();
  });

  it.each([
    `https://evil.example${LIST.path}?$skiptoken=a`,
    `${ORIGIN}/v1.0/users?$skiptoken=a`,
    `http://graph.microsoft.com${LIST.path}?$skiptoken=a`,
  ])('does not go on at %s', async (link) => {
    const graph = testGraph([
      graphCall(`GET ${LIST.path}`, json({ value: [1], '@odata.nextLink': link })),
    ]);
    expect((await failureOf(read(graph))).code).toBe('graph_response_invalid');
    graph.finish();
  });
});
