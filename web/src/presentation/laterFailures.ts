import { learnFailureWords } from './describeFailure.ts';
import { approvalFailureMessages } from './messages.failures.approvals.en.ts';
import { laterFailureMessages } from './messages.failures.later.en.ts';

/** Pages whose failures are among these import this module for what it does. */
learnFailureWords(laterFailureMessages);
learnFailureWords(approvalFailureMessages);
