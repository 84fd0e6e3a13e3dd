import { describe, expect, it } from 'vitest';
import { createHttpOwnKeys } from './httpOwnKeys.ts';

describe('one’s own keys over HTTP', () => {
  it('are named in the body and never in an address, and no person is', async () => {
    const requests: { line: string; body: unknown }[] = [];
    const ownKeys = createHttpOwnKeys({
      origin: 'https://api.example',
      randomUuid: () => 'call',
      token: async () => 'token',
      timers: { now: () => 0, setTimeout: () => () => undefined },
      async fetch(input, init = {}) {
        const request = new Request(input, init);
        const text = await request.text();
        const line = `${request.method} ${new URL(request.url).pathname}`;
        requests.push({ line, body: text === '' ? null : JSON.parse(text) });
        return Response.json({});
      },
    });
    const body = { methodId: 'm', seen: ['m'] };
    await ownKeys.remove(body);
    await ownKeys.lose({ ...body, isLast: true });
    await ownKeys.rename({ methodId: 'm', displayName: 'n' });
    await ownKeys.events();
    await ownKeys.report('e');
    await ownKeys.lost();
    expect(requests).toEqual([
      { line: 'POST /api/me/keys/remove', body },
      { line: 'POST /api/me/keys/lost', body: { ...body, isLast: true } },
      { line: 'POST /api/me/keys/rename', body: { methodId: 'm', displayName: 'n' } },
      { line: 'GET /api/me/key-events', body: null },
      { line: 'POST /api/me/key-events/report', body: { eventId: 'e' } },
      { line: 'GET /api/lost-keys', body: null },
    ]);
  });
});
