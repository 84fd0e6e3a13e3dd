import { describe, expect, it } from 'vitest';
import { readBrowser } from './readBrowser.ts';
import { testBrowser } from './testing/facts.ts';

describe('what a browser says of itself', () => {
  it.each([
    ['Google Chrome', 'Windows', 'chrome', 'windows'],
    ['Microsoft Edge', 'macOS', 'edge', 'macos'],
    ['Chromium', 'Linux', 'chromium', 'linux'],
  ])('is read for %s on %s', (brand, platform, browser, os) => {
    expect(readBrowser(testBrowser(brand, platform))).toEqual({
      fitness: 'fit',
      name: `${brand} 156.0.0.0`,
      platform: `${platform} 15.0.0`,
      browser,
      os,
    });
  });

  it.each(['Not;A=Brand', 'Not/A)Brand', '(Not(A:Brand'])(
    'leaves the made-up brand %s out',
    (fake) => {
      const statement = testBrowser('Chromium', 'Linux');
      const brands = [{ brand: fake, version: '99.0.0.0' }, ...(statement.hints?.brands ?? [])];
      const hints = statement.hints === null ? null : { ...statement.hints, brands };
      expect(readBrowser({ ...statement, hints }).browser).toBe('chromium');
    },
  );

  it('makes no station of what cannot be one', () => {
    const fitness = (statement: Parameters<typeof readBrowser>[0]) =>
      readBrowser(statement).fitness;
    const chrome = testBrowser();
    expect(fitness(testBrowser('Brave'))).toBe('otherMake');
    expect(fitness(testBrowser('Google Chrome', 'Windows', '135.9.9.9'))).toBe('tooOld');
    expect(fitness(testBrowser('Google Chrome', 'Windows', 'what'))).toBe('tooOld');
    expect(fitness(testBrowser('Google Chrome', 'Windows', '136.0.0.0'))).toBe('fit');
    expect(fitness(testBrowser('Google Chrome', 'Chrome OS'))).toBe('notADesktop');
    expect(fitness(testBrowser('Google Chrome', 'Android'))).toBe('notADesktop');
    expect(fitness({ ...chrome, isSecureContext: false })).toBe('insecure');
    expect(fitness({ ...chrome, hints: null })).toBe('otherEngine');
    expect(fitness({ ...chrome, hints: null, isSecureContext: false })).toBe('insecure');
  });
});
