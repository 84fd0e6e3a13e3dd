import { german } from './german.ts';
import { approvalMessages as english } from './messages.approvals.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Approvals*: asking for one, deciding, and what exactly will happen. */
export const approvalMessages: Translation<typeof english> = german?.approvalMessages ?? english;
