import { german } from './german.ts';
import { wayMessages as english } from './messages.ways.en.ts';
import type { Translation } from './translation.ts';

/** Words of the choice of ways at the Station, and of how the companion extension is installed. */
export const wayMessages: Translation<typeof english> = german?.wayMessages ?? english;
