import { describe, expect, it } from 'vitest';
import { keyProblem } from './keyProblem.ts';
import { PROFILES } from './modelWorld.ts';
import type { KeyObservation } from './observation.ts';
import { KEY as PLUGGED } from './testStates.ts';

const KEY: KeyObservation = { ...PLUGGED, hasPin: false, pinRetries: null };
const NEVER = { ...PROFILES.sealed, reset: 'never' } as const;
const EXISTING = { ...NEVER, pin: { source: 'existing' } } as const;
const lacks = (ability: keyof KeyObservation['abilities']): KeyObservation => ({
  ...KEY,
  abilities: { ...KEY.abilities, [ability]: false },
});

describe('keyProblem', () => {
  it('lets a fresh key of any model pass', () => {
    expect(keyProblem(KEY, PROFILES.sealed)).toBeNull();
  });

  it.each([
    ['no FIDO2', lacks('fido2'), PROFILES.sealed, 'key_without_fido2'],
    [
      'no room for passkeys',
      lacks('discoverableCredentials'),
      PROFILES.sealed,
      'key_without_discoverable_credentials',
    ],
    ['no ES256', lacks('es256'), PROFILES.sealed, 'key_without_es256'],
    ['no PIN', lacks('clientPin'), PROFILES.sealed, 'key_without_pin_support'],
    [
      'a model that the profile does not list',
      KEY,
      { ...PROFILES.sealed, allowedAaguids: ['other'] },
      'model_not_allowed',
    ],
    ['a PIN nobody knows', { ...KEY, hasPin: true }, NEVER, 'key_pin_unknown'],
    ['no place left', { ...KEY, remainingCredentials: 0 }, NEVER, 'key_store_full'],
    ['a minimum above the profile’s PIN', { ...KEY, minPinLength: 10 }, NEVER, 'pin_too_short'],
    ['no PIN where one should be', KEY, EXISTING, 'pin_not_set'],
    ['a blocked PIN', { ...KEY, hasPin: true, pinRetries: 0 }, EXISTING, 'pin_blocked'],
    [
      'a PIN that must be changed',
      { ...KEY, hasPin: true, forcePinChange: true },
      EXISTING,
      'pin_change_required',
    ],
  ] as const)('refuses a key with %s', (_what, key, profile, code) => {
    expect(keyProblem(key, profile)).toBe(code);
  });

  it('lets a reset mend a used, full or strict key', () => {
    const used = { ...KEY, hasPin: true, remainingCredentials: 0, minPinLength: 10 };
    expect(keyProblem(used, PROFILES.sealed)).toBeNull();
  });
});
