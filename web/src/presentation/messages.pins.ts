import { german } from './german.ts';
import { pinMessages as english } from './messages.pins.en.ts';
import type { Translation } from './translation.ts';

/** Words around PINs that are shown or printed once. `own`: to the holder. `told`: to an operator, for the holder. */
export const pinMessages: Translation<typeof english> = german?.pinMessages ?? english;
