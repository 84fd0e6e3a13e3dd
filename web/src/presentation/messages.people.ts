import { german } from './german.ts';
import { peopleMessages as english } from './messages.people.en.ts';
import type { Translation } from './translation.ts';

/** Words of *People* and of one person's page. */
export const peopleMessages: Translation<typeof english> = german?.peopleMessages ?? english;
