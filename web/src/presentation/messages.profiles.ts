import { german } from './german.ts';
import { profileMessages as english } from './messages.profiles.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Profiles*: the list, one profile, its versions, adding and importing. */
export const profileMessages: Translation<typeof english> = german?.profileMessages ?? english;
