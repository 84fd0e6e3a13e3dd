import { german } from './german.ts';
import { sessionMessages as english } from './messages.session.en.ts';
import type { Translation } from './translation.ts';

/** Words of signing in again, and of sessions that end by themselves. */
export const sessionMessages: Translation<typeof english> = german?.sessionMessages ?? english;
