import { describe, expect, it } from 'vitest';
import { TEST_NOW, testLog } from '#bff/testDeps.ts';
import { createGraphClock } from './graphClock.ts';

const EXPIRES_AT = '2027-06-01T09:05:00Z';
const MINUTE_MS = 60_000;

function answerAt(ms: number): Response {
  return new Response(null, { headers: { date: new Date(ms).toUTCString() } });
}

describe('the clock of Graph', () => {
  it.each([-5, -1, 1, 5])('gives its instants by ours when it is %i minutes ahead', (minutes) => {
    const { log, lines } = testLog();
    const graphClock = createGraphClock({ now: () => TEST_NOW }, log);
    graphClock.note(answerAt(TEST_NOW + minutes * MINUTE_MS));
    graphClock.note(answerAt(TEST_NOW + minutes * MINUTE_MS));
    const ours = Date.parse(graphClock.toOurs(EXPIRES_AT));
    expect(ours).toBe(Date.parse(EXPIRES_AT) - minutes * MINUTE_MS);
    expect(lines).toMatchObject([{ event: 'clock_differs', durationMs: minutes * MINUTE_MS }]);
  });

  it('is ours for the second that a date leaves open, without a date and with a broken one', () => {
    const { log, lines } = testLog();
    const graphClock = createGraphClock({ now: () => TEST_NOW }, log);
    graphClock.note(answerAt(TEST_NOW - 1_000));
    graphClock.note(new Response(null));
    graphClock.note(new Response(null, { headers: { date: 'yesterday' } }));
    expect(graphClock.toOurs(EXPIRES_AT)).toBe('2027-06-01T09:05:00.000Z');
    expect(lines).toEqual([]);
  });

  it('can be read once an answer said the time, and never before', () => {
    const graphClock = createGraphClock({ now: () => TEST_NOW }, testLog().log);
    graphClock.note(new Response(null));
    expect(graphClock.reading()).toBeNull();
    graphClock.note(answerAt(TEST_NOW + MINUTE_MS));
    expect(graphClock.reading()).toEqual({ aheadMs: MINUTE_MS, notedAt: TEST_NOW });
    graphClock.note(answerAt(TEST_NOW + 1_000));
    expect(graphClock.reading()).toEqual({ aheadMs: 0, notedAt: TEST_NOW });
  });
});
