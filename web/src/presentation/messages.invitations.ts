import { german } from './german.ts';
import { invitationMessages as english } from './messages.invitations.en.ts';
import type { Translation } from './translation.ts';

/** Words of *Invitations*, and of access passes that managers hand over. */
export const invitationMessages: Translation<typeof english> =
  german?.invitationMessages ?? english;
