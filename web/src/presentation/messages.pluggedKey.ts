import { german } from './german.ts';
import { pluggedKeyMessages as english } from './messages.pluggedKey.en.ts';
import type { Translation } from './translation.ts';

/** Words of *The key in my hand*. */
export const pluggedKeyMessages: Translation<typeof english> =
  german?.pluggedKeyMessages ?? english;
