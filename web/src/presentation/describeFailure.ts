import type { FailureCode } from '#shared/failure/codes.ts';
import type { FailureWords } from './failureWords.ts';
import { keyFailureMessages } from './messages.failures.key.en.ts';
import { serviceFailureMessages } from './messages.failures.service.en.ts';
import type { wayFailureMessages } from './messages.failures.ways.en.ts';

type WayFailures = Readonly<Record<keyof typeof wayFailureMessages, FailureWords>>;

/** Words for every code: the type makes a missing one an error. */
const FAILURE_MESSAGES: Readonly<Record<Exclude<FailureCode, keyof WayFailures>, FailureWords>> = {
  ...keyFailureMessages,
  ...serviceFailureMessages,
};

const learnt: { words: Partial<WayFailures> } = { words: {} };

/** Takes in the words of the ways beside WebHID: whatever can bring such a failure up brings them along. */
export function learnWayFailures(words: WayFailures): void {
  learnt.words = words;
}

/** What a failure means to the person in front of it, and what they do now. */
export function describeFailure(code: FailureCode): FailureWords {
  const all: Partial<Record<FailureCode, FailureWords>> = { ...learnt.words, ...FAILURE_MESSAGES };
  return all[code] ?? FAILURE_MESSAGES.internal;
}
