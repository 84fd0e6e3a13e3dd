import type { FailureCode } from '#shared/failure/codes.ts';
import type { FailureWords } from './failureWords.ts';
import { keyFailureMessages } from './messages.failures.key.en.ts';
import { serviceFailureMessages } from './messages.failures.service.en.ts';

/** Words for every code: the type makes a missing one an error. */
const FAILURE_MESSAGES: Readonly<Record<FailureCode, FailureWords>> = {
  ...keyFailureMessages,
  ...serviceFailureMessages,
};

/** What a failure means to the person in front of it, and what they do now. */
export function describeFailure(code: FailureCode): FailureWords {
  return FAILURE_MESSAGES[code];
}
