import { german } from './german.ts';
import { profileFieldMessages as english } from './messages.profileFields.en.ts';
import type { Translation } from './translation.ts';

/** Words about the members of profiles: their meaning, what contradicts itself, and what is wrong with a file. */
export const profileFieldMessages: Translation<typeof english> =
  german?.profileFieldMessages ?? english;
