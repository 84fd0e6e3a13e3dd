import { german } from './german.ts';
import { approvalFailureMessages as english } from './messages.failures.approvals.en.ts';
import type { Translation } from './translation.ts';

/** Failures of what needs another person's approval: they come up where one can be asked for, and later in the audit. */
export const approvalFailureMessages: Translation<typeof english> =
  german?.approvalFailureMessages ?? english;
