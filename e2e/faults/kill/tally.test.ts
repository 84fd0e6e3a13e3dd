import { describe, expect, it } from 'vitest';
import type { RoundOutcome } from './killRound.ts';
import { createTally, percentile } from './tally.ts';

function outcome(back: number[], change: Partial<RoundOutcome> = {}): RoundOutcome {
  return {
    breaks: [],
    history: [],
    complaint: null,
    standstills: 0,
    tookMs: 0,
    kills: { count: back.length, metRequest: 1, metRegistration: 0, lost: null, ready: back, back },
    ...change,
  };
}

describe('the tally of kills', () => {
  it('tells kills, how long it took until all was back, and what broke', () => {
    const tally = createTally();
    tally.killed(2);
    expect(tally.take(outcome([900, 1_400]))).toBe(false);
    expect(tally.take(outcome([2_000], { complaint: 'the audit does not hold' }))).toBe(true);
    const broke = { invariant: 'I4' as const, text: 'a second live method', at: 3 };
    expect(tally.take(outcome([], { breaks: [broke, broke] }))).toBe(true);
    expect(tally.broken()).toBe(2);
    expect(tally.lines()[0]).toBe(
      'L4 killed and started again: 5 kills, back after p50 1.4 s, p95 2.0 s, 2 broken',
    );
  });

  it('counts it as broken when one kill in twenty and more is followed by ten seconds of waiting', () => {
    const tally = createTally();
    tally.take(outcome(Array(19).fill(1_000)));
    tally.take(outcome([60_000]));
    expect(tally.broken()).toBe(0);
    tally.take(outcome([10_001]));
    expect(tally.broken()).toBe(1);
    expect(tally.lines().join()).toContain('more than 10 s');
  });

  it('says so when nothing was killed', () => {
    expect(createTally().lines()[0]).toContain('0 kills, back after no kill, 0 broken');
  });

  it('takes percentiles that are among the values', () => {
    expect(percentile([3, 1, 2, 4], 0.5)).toBe(2);
    expect(percentile([3, 1, 2, 4], 0.95)).toBe(4);
    expect(percentile([7], 0.95)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
