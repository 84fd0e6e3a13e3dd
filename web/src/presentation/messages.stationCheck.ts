import { german } from './german.ts';
import { stationCheckMessages as english } from './messages.stationCheck.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Station check*. */
export const stationCheckMessages: Translation<typeof english> =
  german?.stationCheckMessages ?? english;
