import { german } from './german.ts';
import { operatorMessages as english } from './messages.operators.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Operators*: who is suspended here. */
export const operatorMessages: Translation<typeof english> = german?.operatorMessages ?? english;
