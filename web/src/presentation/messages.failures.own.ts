import { german } from './german.ts';
import { ownFailureMessages as english } from './messages.failures.own.en.ts';
import type { Translation } from './translation.ts';

/** Failures in words for somebody who was invited. */
export const ownFailureMessages: Translation<typeof english> =
  german?.ownFailureMessages ?? english;
