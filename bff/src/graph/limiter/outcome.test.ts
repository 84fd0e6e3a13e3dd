import { describe, expect, it } from 'vitest';
import { noOutcomes, type Outcome, readPercentage, withOutcome } from './outcome.ts';

describe('x-ms-throttle-limit-percentage', () => {
  it.each([
    [null, 0],
    ['0.8', 0.8],
    [' 1.75 ', 1.75],
    ['85', 85],
    ['much', 0],
    ['-1', 0],
    ['NaN', 0],
  ])('%j is %d', (header, percentage) => {
    expect(readPercentage(header)).toBe(percentage);
  });
});

describe('what came of calls', () => {
  it('is added up', () => {
    const cost = { writes: 1, units: 1 } as const;
    const fine: Outcome = {
      ...{ cost, isRepeat: false, isAnswered: true, throttled: null, percentage: 0.9 },
    };
    const refused = { ...fine, isAnswered: false, throttled: { retryAfterSeconds: 7 } };
    const broken = { ...fine, isAnswered: false, isRepeat: true, percentage: 0 };
    expect([fine, refused, broken].reduce(withOutcome, noOutcomes())).toEqual({
      calls: 3,
      repeats: 1,
      answered: 1,
      throttled: [{ of: 'writes', retryAfterSeconds: 7 }],
      percentage: 0.9,
    });
  });
});
