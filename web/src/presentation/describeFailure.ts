import type { FailureCode } from '#shared/failure/codes.ts';
import type { FailureWords } from './failureWords.ts';
import type { approvalFailureMessages } from './messages.failures.approvals.ts';
import { keyFailureMessages } from './messages.failures.key.ts';
import type { laterFailureMessages } from './messages.failures.later.ts';
import type { lostKeyFailureMessages } from './messages.failures.lostKey.ts';
import { serviceFailureMessages } from './messages.failures.service.ts';
import type { wayFailureMessages } from './messages.failures.ways.ts';

type LaterCode =
  | keyof typeof laterFailureMessages
  | keyof typeof lostKeyFailureMessages
  | keyof typeof wayFailureMessages
  | keyof typeof approvalFailureMessages;

/** Words for every other code: the type makes a missing one an error. */
const FAILURE_MESSAGES: Readonly<Record<Exclude<FailureCode, LaterCode>, FailureWords>> = {
  ...keyFailureMessages,
  ...serviceFailureMessages,
};

const learnt: { words: Partial<Record<LaterCode, FailureWords>> } = { words: {} };

/** Takes in words that are loaded later: whatever can bring such a failure up brings them along. */
export function learnFailureWords(words: Partial<Record<LaterCode, FailureWords>>): void {
  learnt.words = { ...learnt.words, ...words };
}

/** What a failure means to the person in front of it, and what they do now. */
export function describeFailure(code: FailureCode): FailureWords {
  const all: Partial<Record<FailureCode, FailureWords>> = { ...learnt.words, ...FAILURE_MESSAGES };
  return all[code] ?? FAILURE_MESSAGES.internal;
}
