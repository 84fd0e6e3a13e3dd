import { describe, expect, it } from 'vitest';
import type { OwnPasskey } from '#shared/api/index.ts';
import { isLastThatWorks, keysThere } from './whatIsLost.ts';

const key = (id: string, change: Partial<OwnPasskey> = {}): OwnPasskey => ({
  id,
  displayName: id,
  createdAt: null,
  lastUsedAt: null,
  aaguid: null,
  model: null,
  attestationLevel: 'attested',
  passkeyType: 'deviceBound',
  serial: null,
  isEnrolledHere: false,
  usable: 'yes',
  isBeingRemoved: false,
  ...change,
});

describe('a key that somebody gives up', () => {
  it('is the last one that works where every other one is refused, not known, or on its way out', () => {
    const others = [
      key('b', { usable: 'no' }),
      key('c', { usable: 'unknown' }),
      key('d', { isBeingRemoved: true }),
    ];
    expect(isLastThatWorks([key('a'), ...others], 'a')).toBe(true);
    expect(isLastThatWorks([key('a'), ...others, key('e')], 'a')).toBe(false);
    expect(keysThere(others).map(({ id }) => id)).toEqual(['b', 'c']);
  });
});
