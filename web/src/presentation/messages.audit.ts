import { german } from './german.ts';
import { auditMessages as english } from './messages.audit.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Audit*. */
export const auditMessages: Translation<typeof english> = german?.auditMessages ?? english;
