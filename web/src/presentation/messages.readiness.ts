import { german } from './german.ts';
import { readinessMessages as english } from './messages.readiness.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Readiness*: whether the tenant is set up as it should be. */
export const readinessMessages: Translation<typeof english> = german?.readinessMessages ?? english;
