import { learnFailureWords } from './describeFailure.ts';
import { lostKeyFailureMessages } from './messages.failures.lostKey.ts';

/** Pages whose failures are among these import this module for what it does. */
learnFailureWords(lostKeyFailureMessages);
