import { german } from './german.ts';
import { scopeMessages as english } from './messages.scopes.en.ts';
import type { Translation } from './translation.ts';

/** Words of the scopes of operators. */
export const scopeMessages: Translation<typeof english> = german?.scopeMessages ?? english;
