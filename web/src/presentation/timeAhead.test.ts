import { expect, it } from 'vitest';
import { timeAhead } from './timeAhead.ts';

const at = (text: string) => new Date(text);

it('says the time alone of today, and the day with it of any other', () => {
  const now = at('2026-03-02T21:30:00');
  expect(timeAhead(at('2026-03-02T22:05:00').toISOString(), now)).toBe('22:05');
  const tomorrow = timeAhead(at('2026-03-03T03:05:00').toISOString(), now);
  expect(tomorrow).toContain('3 Mar');
  expect(tomorrow).toContain('03:05');
});
