import { german } from './german.ts';
import { unfinishedMessages as english } from './messages.unfinished.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Unfinished*: what happened to each enrolment and the one thing to do. */
export const unfinishedMessages: Translation<typeof english> =
  german?.unfinishedMessages ?? english;
