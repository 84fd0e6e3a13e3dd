import { german } from './german.ts';
import { stationMessages as english } from './messages.station.en.ts';
import type { Translation } from './translation.ts';

/** Words of the Station. The state words are what a person reads from two metres away. */
export const stationMessages: Translation<typeof english> = german?.stationMessages ?? english;
