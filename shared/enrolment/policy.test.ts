import { describe, expect, it } from 'vitest';
import { afterChange } from './afterChange.ts';
import { createWorld, PROFILES } from './modelWorld.ts';
import type { KeyObservation } from './observation.ts';
import { policyGap } from './policy.ts';

function observed(): KeyObservation {
  const world = createWorld({ profile: PROFILES.sealed });
  world.perform(world.next());
  world.perform(world.next());
  const bound = world.journal.find(({ event }) => event.type === 'keyBound')?.event;
  if (bound?.type !== 'keyBound') throw new TypeError('not bound');
  return bound.key;
}
const key = observed();

describe('policyGap', () => {
  it('lists what is missing and what the key can never do', () => {
    const profile = { ...PROFILES.sealed, alwaysUv: true, enterpriseAttestation: true };
    expect(policyGap(profile, key)).toEqual({
      missing: ['alwaysUv', 'minPinLength', 'forcePinChange'],
      impossible: ['enterpriseAttestation'],
    });
  });

  it('is content with a key that is stricter than asked for', () => {
    const strict = { ...key, minPinLength: 12, forcePinChange: true, alwaysUv: true };
    expect(policyGap(PROFILES.sealed, strict)).toEqual({ missing: [], impossible: [] });
  });
});

describe('afterChange', () => {
  it('follows what the page did to the key', () => {
    expect(afterChange(key, 'pinSet').hasPin).toBe(true);
    expect(afterChange(key, 'pinRejected', { pinRetries: 7 }).pinRetries).toBe(7);
    const holding = afterChange({ ...key, holds: null }, 'credentialMade', { credentialId: 'c' });
    expect(holding.holds).toEqual(['c']);
    expect(afterChange(holding, 'credentialRemoved', { credentialId: 'c' }).holds).toEqual([]);
    expect(afterChange(key, 'proved')).toBe(key);
  });
});
