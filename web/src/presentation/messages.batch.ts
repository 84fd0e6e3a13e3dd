import { german } from './german.ts';
import { batchMessages as english } from './messages.batch.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Batch* and of choosing its people. */
export const batchMessages: Translation<typeof english> = german?.batchMessages ?? english;
