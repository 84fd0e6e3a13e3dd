import { describe, expect, it } from 'vitest';
import { errorOf, type GraphClient, graphClient } from '../testing/graphClient.ts';

interface Item {
  readonly id: string;
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Record<string, unknown>;
}

async function batch(client: GraphClient, requests: unknown[]): Promise<Map<string, Item>> {
  const answer = await client.call('POST', '/v1.0/$batch', { requests });
  expect(answer.status).toBe(200);
  const items = answer.body['responses'] as Item[];
  return new Map(items.map((item) => [item.id, item]));
}

const lee = { method: 'GET', url: '/users/lee.gu@contoso.example' };
const nobody = { method: 'GET', url: '/users/nobody@contoso.example' };

describe('$batch', () => {
  it('answers each item on its own, in another order than asked', async () => {
    const client = await graphClient();
    const answer = await client.call('POST', '/v1.0/$batch', {
      requests: [
        { id: '1', ...lee },
        { id: '2', ...nobody },
      ],
    });
    const items = answer.body['responses'] as Item[];
    expect(items.map(({ id, status }) => [id, status])).toEqual([
      ['2', 404],
      ['1', 200],
    ]);
    expect(items[1]?.body).toMatchObject({ displayName: 'Lee Gu' });
  });

  it('fails what depends on a failure with 424', async () => {
    const items = await batch(await graphClient(), [
      { id: 'a', ...nobody },
      { id: 'b', ...lee, dependsOn: ['a'] },
      { id: 'c', ...lee },
    ]);
    expect([items.get('b')?.status, items.get('c')?.status]).toEqual([424, 200]);
  });

  it('throttles an item on its own, with its own Retry-After', async () => {
    const client = await graphClient();
    client.tenant.faults.add({
      path: '/users/lee',
      effect: { kind: 'throttle', retryAfterSeconds: 7 },
    });
    const items = await batch(client, [
      { id: '1', ...lee },
      { id: '2', ...lee },
    ]);
    expect(items.get('1')).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
    expect(items.get('2')?.status).toBe(200);
  });

  it('checks permissions and logs each item', async () => {
    const client = await graphClient({}, ['Calendars.Read']);
    expect((await batch(client, [{ id: '1', ...lee }])).get('1')?.status).toBe(403);
    expect(client.tenant.state.requests.filter((entry) => entry.isBatchItem)).toHaveLength(1);
  });

  it('carries bodies, and needs a content type for them', async () => {
    const client = await graphClient();
    const url = '/users/lee.gu@contoso.example/authentication/temporaryAccessPassMethods';
    const item = { id: '1', method: 'POST', url, body: {} };
    const items = await batch(client, [
      { ...item, headers: { 'Content-Type': 'application/json' } },
    ]);
    expect(items.get('1')?.status).toBe(201);
    expect((await client.call('POST', '/v1.0/$batch', { requests: [item] })).status).toBe(400);
  });

  it.each([
    ['21 items', Array.from({ length: 21 }, (_, index) => ({ id: String(index), ...lee }))],
    [
      'ids that differ in case only',
      [
        { id: 'a', ...lee },
        { id: 'A', ...lee },
      ],
    ],
    ['an absolute URL', [{ id: '1', method: 'GET', url: 'https://evil.example/' }]],
    ['a URL of another host', [{ id: '1', method: 'GET', url: '//evil.example/' }]],
    ['a batch in a batch', [{ id: '1', method: 'POST', url: '/$batch' }]],
    [
      'a dependency that comes later',
      [
        { id: '1', ...lee, dependsOn: ['2'] },
        { id: '2', ...lee },
      ],
    ],
    ['an item without id', [lee]],
    ['no list', 'x'],
  ])('refuses %s as a whole', async (_what, requests) => {
    const client = await graphClient();
    const answer = await client.call('POST', '/v1.0/$batch', { requests });
    expect([answer.status, errorOf(answer).code]).toEqual([400, 'BadRequest']);
  });
});
