import { german } from './german.ts';
import { dialogMessages as english } from './messages.dialogs.en.ts';
import type { Translation } from './translation.ts';

/** Words of the Station's dialogs, and of what asks for them, that come when they are wanted. */
export const dialogMessages: Translation<typeof english> = german?.dialogMessages ?? english;
