import { german } from './german.ts';
import { lostKeyFailureMessages as english } from './messages.failures.lostKey.en.ts';
import type { Translation } from './translation.ts';

/** Failures of what people do about their own keys. */
export const lostKeyFailureMessages: Translation<typeof english> =
  german?.lostKeyFailureMessages ?? english;
