import { describe, expect, it } from 'vitest';
import { requestTimes } from './requestTimes.ts';

const at = (ms: number) => new Date(Date.UTC(2027, 5, 1) + ms).toISOString();

describe('what a backend wrote', () => {
  it('tells how long each request took, and what of it was Graph', () => {
    const request = { event: 'request', callerId: 'me', route: '/api/me' };
    const call = { event: 'graph_call', requestId: 'a' };
    const output = [
      { ...call, time: at(125), durationMs: 20, waitedMs: 5 },
      // At the same time as the one before, and after it.
      { ...call, time: at(120), durationMs: 15, waitedMs: 0 },
      { ...call, time: at(140), durationMs: 10, waitedMs: 0 },
      { event: 'graph_call', time: at(140), durationMs: 99 },
      { ...request, requestId: 'a', time: at(145), durationMs: 50 },
      { ...request, requestId: 'b', time: at(150), durationMs: 3 },
      { event: 'request', requestId: 'c', time: at(151), durationMs: 1, route: '/healthz' },
    ].map((line) => JSON.stringify(line));
    expect(requestTimes([...output, '{cut', 'not a line of the log'].join('\n'))).toEqual([
      { route: '/api/me', callerId: 'me', ms: 50, graphMs: 35 },
      { route: '/api/me', callerId: 'me', ms: 3, graphMs: 0 },
    ]);
  });
});
