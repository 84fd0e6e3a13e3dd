import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { json } from '#bff/testFetch.ts';
import { listPasskeysRequest } from './graphRequest.ts';
import { readAllPages } from './readAllPages.ts';
import { graphCall, graphError, ORIGIN, testGraph, USER } from './testGraph.ts';
import { failureOf } from './testGraphClient.ts';
import { pageOf } from './wire.ts';

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
