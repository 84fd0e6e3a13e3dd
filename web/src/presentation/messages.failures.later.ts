import { german } from './german.ts';
import { laterFailureMessages as english } from './messages.failures.later.en.ts';
import type { Translation } from './translation.ts';

/** Words of laterFailureMessages, in the language of the page. */
export const laterFailureMessages: Translation<typeof english> =
  german?.laterFailureMessages ?? english;
