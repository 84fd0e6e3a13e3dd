import { describe, expect, it } from 'vitest';
import type { KeyFacts } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { pinState } from './pinState.ts';

const KEY: KeyFacts = {
  firmwareVersion: null,
  pin: 'set',
  pinRetries: 8,
  needsReplug: false,
  mustChangePin: false,
  minPinLength: 4,
  maxPinLength: null,
  hasPinPolicy: false,
  pinPolicyUrl: null,
  room: null,
  canListPasskeys: true,
  hasSensor: false,
  hasFingerprints: false,
  canResetHere: true,
  resetWantsLongTouch: false,
};

describe('what comes first about a PIN', () => {
  it.each([
    ['nothing', {}, 'set'],
    ['that there is none', { pin: 'none', pinRetries: null }, 'none'],
    ['that there can be none', { pin: 'impossible', pinRetries: null }, 'impossible'],
    [
      'that it is blocked, even where the key wants a replug',
      { pinRetries: 0, needsReplug: true },
      'blocked',
    ],
    [
      'that the key wants a replug, before its last attempt',
      { pinRetries: 1, needsReplug: true },
      'replug',
    ],
    [
      'that one attempt is left, even where it must be changed',
      { pinRetries: 1, mustChangePin: true },
      'lastTry',
    ],
    ['that it must be changed', { mustChangePin: true }, 'mustChange'],
    ['nothing where the key does not say how many attempts are left', { pinRetries: null }, 'set'],
  ] as const)('is %s', (_, change, state) => {
    expect(pinState({ ...KEY, ...change })).toBe(state);
  });
});
