import { learnFailureWords } from './describeFailure.ts';
import { approvalFailureMessages } from './messages.failures.approvals.ts';
import { laterFailureMessages } from './messages.failures.later.ts';

/** Pages whose failures are among these import this module for what it does. */
learnFailureWords(laterFailureMessages);
learnFailureWords(approvalFailureMessages);
