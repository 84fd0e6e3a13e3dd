import { german } from './german.ts';
import { appMessages as english } from './messages.app.en.ts';
import type { Translation } from './translation.ts';

/** Words of the shell, of signing in and of what stops the page before anything else. */
export const appMessages: Translation<typeof english> = german?.appMessages ?? english;
