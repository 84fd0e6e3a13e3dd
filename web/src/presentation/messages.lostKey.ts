import { german } from './german.ts';
import { lostKeyMessages as english } from './messages.lostKey.en.ts';
import type { Translation } from './translation.ts';

/** Words of what people do about their own keys: remove, lose, rename, and say that it was not them. */
export const lostKeyMessages: Translation<typeof english> = german?.lostKeyMessages ?? english;
