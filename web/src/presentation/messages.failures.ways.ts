import { german } from './german.ts';
import { wayFailureMessages as english } from './messages.failures.ways.en.ts';
import type { Translation } from './translation.ts';

/** Failures of the ways beside WebHID. A station as a rule never shows one: they come with the parts that can. */
export const wayFailureMessages: Translation<typeof english> =
  german?.wayFailureMessages ?? english;
