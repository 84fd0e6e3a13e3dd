import { german } from './german.ts';
import { builtInProfileMessages as english } from './messages.builtInProfiles.en.ts';
import type { Translation } from './translation.ts';

/** Words of the profiles that every installation begins with. */
export const builtInProfileMessages: Translation<typeof english> =
  german?.builtInProfileMessages ?? english;
