import { german } from './german.ts';
import { stationKitMessages as english } from './messages.stationKit.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Station kit*, on the page and in the file that people read before they put a station in place. */
export const stationKitMessages: Translation<typeof english> =
  german?.stationKitMessages ?? english;
