import { german } from './german.ts';
import { serviceFailureMessages as english } from './messages.failures.service.en.ts';
import type { Translation } from './translation.ts';

/** Failures of the registration, the tenant, Microsoft Graph and our own backend. */
export const serviceFailureMessages: Translation<typeof english> =
  german?.serviceFailureMessages ?? english;
