import { german } from './german.ts';
import { helpMessages as english } from './messages.help.en.ts';
import type { Translation } from './translation.ts';

/** Words of the short guides with pictures. */
export const helpMessages: Translation<typeof english> = german?.helpMessages ?? english;
