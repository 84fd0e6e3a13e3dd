import type { KeyEventReported, KeyTakenAway } from '#shared/api/myKeys.ts';
import { lostKeyMessages } from '#web/presentation/messages.lostKey.ts';

const words = lostKeyMessages.done;

const KEYS = {
  removed: words.keyRemoved,
  pending: words.keyPending,
  kept: words.keyKept,
  gone: words.keyGone,
} as const;

/** What came of taking a key away, one line each. */
export function takenWords(
  wish: 'remove' | 'lost',
  { key, pin, sessions, told }: KeyTakenAway,
): readonly string[] {
  if (wish === 'remove') return [key === 'pending' ? words.keyPendingRemoved : KEYS[key]];
  const isTold = told.operator || told.alerts;
  return [
    KEYS[key],
    ...(pin === 'destroyed' ? [words.pinDestroyed] : []),
    words.sessions[sessions],
    ...(told.operator ? [words.operator(told.operatorName)] : []),
    ...(told.alerts ? [words.alerts] : []),
    ...(isTold ? [] : [words.nobodyTold]),
  ];
}

/** What came of a report, one line each. */
export function reportedWords({
  key,
  pin,
  sessions,
  isOperatorSuspended,
  alerts,
}: KeyEventReported): readonly string[] {
  return [
    KEYS[key],
    ...(pin === 'destroyed' ? [words.pinDestroyed] : []),
    words.sessions[sessions],
    ...(isOperatorSuspended ? [words.suspended] : []),
    alerts ? words.alerts : words.nobodyTold,
  ];
}
