import { german } from './german.ts';
import { guidedMessages as english } from './messages.guided.en.ts';
import type { Translation } from './translation.ts';

/** Words of the guide to Microsoft's own page, for people who have never held a security key. */
export const guidedMessages: Translation<typeof english> = german?.guidedMessages ?? english;
