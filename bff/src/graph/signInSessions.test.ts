import { describe, expect, it } from 'vitest';
import { json } from '#bff/testFetch.ts';
import { createGraphSignInSessions } from './signInSessions.ts';
import { graphCall, graphError, testGraph, USER } from './testGraph.ts';

const CALL = `POST /v1.0/users/${USER}/revokeSignInSessions`;

describe('sign-in sessions', () => {
  it('are ended by one call without a body', async () => {
    const graph = testGraph([graphCall(CALL, json({ value: true }))]);
    await createGraphSignInSessions(graph.client).endSessions(USER);
    expect(await graph.requests[0]?.text()).toBe('');
    graph.finish();
  });

  it.each([
    [403, 'graph_forbidden'],
    [503, 'graph_outcome_unknown'],
  ])('are not known to be ended after %i', async (status, code) => {
    const graph = testGraph([graphCall(CALL, graphError(status))]);
    const ended = createGraphSignInSessions(graph.client).endSessions(USER);
    await expect(ended).rejects.toMatchObject({ code });
    graph.finish();
  });
});
