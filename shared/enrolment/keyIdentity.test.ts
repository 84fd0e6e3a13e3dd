import { describe, expect, it } from 'vitest';
import { isSameKey, keyLock } from './keyIdentity.ts';

const key = { serial: '1', aaguid: 'a', fingerprint: 'f' };

describe('isSameKey', () => {
  it('goes by the serial where both have one, even after a firmware answer changed', () => {
    expect(isSameKey(key, { ...key, fingerprint: 'g' })).toBe(true);
    expect(isSameKey(key, { ...key, serial: '2' })).toBe(false);
  });

  it('goes by model and fingerprint where there is no serial', () => {
    const nameless = { ...key, serial: null };
    expect(isSameKey(nameless, { ...nameless })).toBe(true);
    expect(isSameKey(nameless, { ...nameless, fingerprint: 'g' })).toBe(false);
  });

  it('never takes a key that lost its serial, or one of another model, for the same', () => {
    expect(isSameKey(key, { ...key, serial: null })).toBe(false);
    expect(isSameKey(key, { ...key, aaguid: 'b' })).toBe(false);
  });
});

describe('keyLock', () => {
  it('names a key with a serial and gives none to keys that cannot be told apart', () => {
    expect(keyLock(key)).toBe('a:1');
    expect(keyLock({ ...key, serial: null })).toBeNull();
  });
});
