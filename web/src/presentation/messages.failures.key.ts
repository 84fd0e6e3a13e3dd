import { german } from './german.ts';
import { keyFailureMessages as english } from './messages.failures.key.en.ts';
import type { Translation } from './translation.ts';

/** Failures of the browser, the wire and the key itself. */
export const keyFailureMessages: Translation<typeof english> =
  german?.keyFailureMessages ?? english;
