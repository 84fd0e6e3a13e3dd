import { describe, expect, it } from 'vitest';
import { HOSTILE_STRINGS } from './hostileStrings.ts';

describe('the hostile strings', () => {
  it('are two hundred, each of them once', () => {
    expect(HOSTILE_STRINGS).toHaveLength(200);
    expect(new Set(HOSTILE_STRINGS).size).toBe(200);
  });

  it.each([
    ['elements of script', /<script/i, 15],
    ['handlers', / on\w+=/, 20],
    ['addresses that run', /^\W*(javascript|data|vbscript):/i, 8],
    ['another host', /hostile\.example/, 25],
    ['formulas', /^[\t\r\n]?[=+\-@\uff1d\uff0b\uff0d\uff20]/, 12],
    ['templates', /\{\{|\$\{|<%/, 6],
    ['writing from right to left', /[\u0590-\u06ff\u200f\u061c\u202e\u2066-\u2069]/, 10],
    ['what cannot be seen', /[\u00ad\u180e\u200b-\u200d\u2060\ufeff]/, 6],
    ['look-alikes', /[\u0391\u0430\u0440\uff21]/, 4],
    [
      'half characters',
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
      2,
    ],
    ['very long ones', /^.{900,}$/s, 4],
  ])('know %s', (_, shape, atLeast) => {
    expect(HOSTILE_STRINGS.filter((text) => shape.test(text)).length).toBeGreaterThanOrEqual(
      atLeast,
    );
  });
});
