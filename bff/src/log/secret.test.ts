import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from './secret.ts';

describe('Secret', () => {
  it('prints as redacted wherever it lands', () => {
    const secret = new Secret('marker-83615');
    const everywhere = [
      String(secret),
      ['', secret].join(''),
      JSON.stringify({ secret }),
      inspect({ deep: [secret] }, { depth: 9, showHidden: true }),
    ];
    for (const text of everywhere) {
      expect(text).toContain('[redacted]');
      expect(text).not.toContain('marker-83615');
    }
  });

  it('gives its value only when asked', () => {
    expect(new Secret('marker-83615').reveal()).toBe('marker-83615');
  });
});
