import { german } from './german.ts';
import { batchRunMessages as english } from './messages.batchRun.en.ts';
import type { Translation } from './translation.ts';

/** Words of batches: lists of people who get keys, one after another or several at once. */
export const batchRunMessages: Translation<typeof english> = german?.batchRunMessages ?? english;
