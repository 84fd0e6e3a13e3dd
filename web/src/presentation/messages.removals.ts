import { german } from './german.ts';
import { removalMessages as english } from './messages.removals.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Remove keys*: many at a time, with time to stop it. */
export const removalMessages: Translation<typeof english> = german?.removalMessages ?? english;
