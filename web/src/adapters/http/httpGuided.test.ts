import { describe, expect, it } from 'vitest';
import { createHttpGuided } from './httpGuided.ts';

function setUp() {
  const requests: { line: string; body: unknown; key: string | null }[] = [];
  const guided = createHttpGuided({
    origin: 'https://api.example',
    randomUuid: () => `call-${requests.length}`,
    token: async () => 'token',
    timers: { now: () => 0, setTimeout: () => () => undefined },
    async fetch(input, init = {}) {
      const request = new Request(input, init);
      const text = await request.text();
      requests.push({
        line: `${request.method} ${new URL(request.url).pathname}`,
        body: text === '' ? null : JSON.parse(text),
        key: request.headers.get('idempotency-key'),
      });
      return Response.json({});
    },
  });
  return { guided, requests };
}

describe('registrations on Microsoft’s page over HTTP', () => {
  it('go to the caller’s own routes, or to those of an operator, each change with a key of its own', async () => {
    const { guided, requests } = setUp();
    await guided.mine();
    await guided.startMine({ profileId: 'p' });
    await guided.start({ userId: 'u', profileId: 'p' });
    await guided.show('a/b');
    await guided.choose('holder', 'e', 'm');
    await guided.watchAgain('operator', 'e');
    await guided.cancel('holder', 'e');
    expect(requests).toEqual([
      { line: 'GET /api/self/guided', body: null, key: null },
      { line: 'POST /api/self/guided', body: { profileId: 'p' }, key: 'call-1' },
      { line: 'POST /api/guided', body: { userId: 'u', profileId: 'p' }, key: 'call-2' },
      { line: 'GET /api/guided/a%2Fb', body: null, key: null },
      { line: 'POST /api/self/guided/e/key', body: { methodId: 'm' }, key: 'call-4' },
      { line: 'POST /api/guided/e/watch', body: null, key: 'call-5' },
      { line: 'POST /api/self/guided/e/cancel', body: null, key: 'call-6' },
    ]);
  });
});
