import { describe, expect, it } from 'vitest';
import { json } from '#bff/testFetch.ts';
import { asSelfService, withOrigin } from './callOrigin.ts';
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
