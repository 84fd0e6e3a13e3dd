import type { KeyFacts } from '#web/usecases/pluggedKey/pluggedKeyState.ts';

/** What comes first about a key's PIN. */
export type PinState =
  | 'impossible'
  | 'none'
  | 'blocked'
  | 'replug'
  | 'mustChange'
  | 'lastTry'
  | 'set';

/** Of several things that are the matter, the one that has to be dealt with first. */
export function pinState({ pin, pinRetries, needsReplug, mustChangePin }: KeyFacts): PinState {
  if (pin !== 'set') return pin;
  if (pinRetries === 0) return 'blocked';
  if (needsReplug) return 'replug';
  if (pinRetries === 1) return 'lastTry';
  return mustChangePin ? 'mustChange' : 'set';
}
