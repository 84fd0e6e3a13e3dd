import { describe, expect, it } from 'vitest';
import { createBudget } from './budget.ts';

describe('a budget', () => {
  const shares = [
    { name: 'a', share: 60 },
    { name: 'b', share: 30 },
    { name: 'c', share: 10 },
  ] as const;

  it('gives everybody their part of what is left after the beginning', () => {
    let now = 10_000;
    const budget = createBudget(111_500, shares, () => now);
    expect(budget.take('a')).toBe(60_000);
    now += 60_000;
    expect(budget.take('b')).toBe(30_000);
    now += 30_000;
    expect(budget.take('c')).toBe(10_000);
  });

  it('shares what one leaves among those after it, and takes from them what one takes too much', () => {
    let now = 1_500;
    const budget = createBudget(103_000, shares, () => now);
    now += 20_000;
    expect(budget.take('b')).toBe(60_000);
    now += 200_000;
    expect(budget.take('c')).toBe(0);
  });
});
