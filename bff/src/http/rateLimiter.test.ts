import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rateLimiter.ts';

describe('the limit per caller', () => {
  it('lets 20 secrets a minute pass, then says how long to wait', () => {
    let now = 0;
    const limiter = createRateLimiter(() => now);
    const answers = Array.from({ length: 21 }, () => limiter.take('a', 'secret'));
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(answers[20]).toBe(3);
    now += 3_000;
    expect(limiter.take('a', 'secret')).toBe(0);
    expect(limiter.take('a', 'secret')).toBeGreaterThan(0);
  });

  it('lets nobody spend more of Graph on their own keys than one look a second', () => {
    const limiter = createRateLimiter(() => 0);
    const answers = Array.from({ length: 61 }, () => limiter.take('a', 'own'));
    expect(answers.filter((wait) => wait === 0)).toHaveLength(60);
  });

  it('counts callers and classes apart', () => {
    const limiter = createRateLimiter(() => 0);
    for (let index = 0; index < 20; index += 1) limiter.take('a', 'secret');
    expect(limiter.take('a', 'secret')).toBeGreaterThan(0);
    expect(limiter.take('b', 'secret')).toBe(0);
    expect(limiter.take('a', 'read')).toBe(0);
  });

  it('forgets the caller who was away longest, not the one who is busy', () => {
    const limiter = createRateLimiter(() => 0);
    for (let index = 0; index < 20; index += 1) limiter.take('busy', 'secret');
    for (let index = 0; index < 9_999; index += 1) limiter.take(`p${index}`, 'secret');
    expect(limiter.take('busy', 'secret')).toBeGreaterThan(0);
    for (let index = 0; index < 5_000; index += 1) limiter.take(`q${index}`, 'secret');
    expect(limiter.take('busy', 'secret')).toBeGreaterThan(0);
  });
});
