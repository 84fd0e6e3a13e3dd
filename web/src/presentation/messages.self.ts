import { german } from './german.ts';
import { selfMessages as english } from './messages.self.en.ts';
import type { Translation } from './translation.ts';

/** Words of *My keys*. */
export const selfMessages: Translation<typeof english> = german?.selfMessages ?? english;
