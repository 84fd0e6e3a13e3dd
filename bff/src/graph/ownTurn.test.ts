import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { json } from '#bff/testFetch.ts';
import { GraphError } from '#shared/failure/appError.ts';
import { asSelfService } from './callOrigin.ts';
import { deletePasskeyRequest, personRequest } from './graphRequest.ts';
import type { GraphLimiter } from './limiter/graphLimiter.ts';
import { createOwnTurn } from './ownTurn.ts';
import { graphCall, testGraph, USER } from './testGraph.ts';
import { nothing } from './wire.ts';

const PERSON = personRequest(USER);
const REMOVE = deletePasskeyRequest(USER, 'method-1');
const READ = graphCall(`GET ${PERSON.path}`, json({ id: USER }));
const WRITE = graphCall(`DELETE ${REMOVE.path}`, new Response(null, { status: 204 }));
const anything = z.looseObject({});

/** A turn that comes after two seconds, or never. */
function turnAfter(graph: ReturnType<typeof testGraph>, refusal?: Error) {
  const asked: unknown[] = [];
  const limiter: Pick<GraphLimiter, 'admit'> = {
    async admit(...call) {
      asked.push(call);
      if (refusal !== undefined) throw refusal;
      graph.pass(2_000);
    },
  };
  return { asked, ownTurn: createOwnTurn({ limiter, clock: graph.clock }) };
}

describe('a turn that is waited for before the work', () => {
  it('is that of the one change in it, and of nothing else', async () => {
    const graph = testGraph([READ, WRITE, ...Array.from({ length: 7 }, () => WRITE)]);
    const { asked, ownTurn } = turnAfter(graph);
    const remove = () => graph.client.send(REMOVE, nothing);
    await asSelfService(() =>
      ownTurn('me', async () => {
        await graph.client.send(PERSON, anything);
        // Six more are in the share of a full bucket.
        for (let change = 0; change < 7; change += 1) await remove();
        expect(graph.slept).toEqual([]);
        await remove();
      }),
    );
    expect(graph.slept).not.toEqual([]);
    expect(asked).toEqual([
      ['own', { writes: 1, units: 1 }, expect.objectContaining({ operator: 'me' })],
    ]);
    const waited = graph.lines.filter(({ event }) => event === 'graph_call');
    expect(waited.slice(0, 3)).toMatchObject([
      { waitedMs: 0 },
      { waitedMs: 2_000 },
      { waitedMs: 0 },
    ]);
    graph.finish();
  });

  it('that does not come leaves it to the work to say so', async () => {
    const graph = testGraph([]);
    const { ownTurn } = turnAfter(graph, new GraphError('graph_throttled', 'not now'));
    expect(await ownTurn('me', async () => 'did it')).toBe('did it');
    const broken = turnAfter(graph, new TypeError('a bug'));
    await expect(broken.ownTurn('me', async () => 'did it')).rejects.toThrowError(TypeError);
  });
});
