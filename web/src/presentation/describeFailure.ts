import type { FailureCode } from '#shared/failure/codes.ts';
import type { FailureWords } from './failureWords.ts';
import { keyFailureMessages } from './messages.failures.key.en.ts';
import type { laterFailureMessages } from './messages.failures.later.en.ts';
import { serviceFailureMessages } from './messages.failures.service.en.ts';

type LaterCode = keyof typeof laterFailureMessages;

/** Words for every other code: the type makes a missing one an error. */
const FAILURE_MESSAGES: Readonly<Record<Exclude<FailureCode, LaterCode>, FailureWords>> = {
  ...keyFailureMessages,
  ...serviceFailureMessages,
};

let learned: Partial<Record<FailureCode, FailureWords>> = {};

/** Takes in the words of failures that come up on pages which are loaded when they are opened. */
export function learnFailureWords(words: Record<LaterCode, FailureWords>): void {
  learned = words;
}

/** What a failure means to the person in front of it, and what they do now. */
export function describeFailure(code: FailureCode): FailureWords {
  const known: Partial<Record<FailureCode, FailureWords>> = FAILURE_MESSAGES;
  return known[code] ?? learned[code] ?? FAILURE_MESSAGES.internal;
}
