import { german } from './german.ts';
import { enrolMessages as english } from './messages.enrol.en.ts';
import type { Translation } from './translation.ts';

/** Words of the page for somebody who was invited, and has perhaps never held a security key. */
export const enrolMessages: Translation<typeof english> = german?.enrolMessages ?? english;
