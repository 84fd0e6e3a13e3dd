import { describe, expect, it } from 'vitest';
import { json } from '#bff/testFetch.ts';
import { graphCall, graphError, testGraph, USER } from './testGraph.ts';
import {
  anything,
  CREATE,
  DELETE,
  failureOf,
  GET,
  PERSON,
  POST,
  REMOVE,
} from './testGraphClient.ts';
import { nothing } from './wire.ts';

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
