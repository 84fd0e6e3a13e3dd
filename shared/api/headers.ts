// Apart from the schemas: the page takes these as values, and the schemas bring zod.

/**
 * Header of every request for a PIN: a GUID that the page draws when it is loaded and keeps in its memory. Who has the
 * token alone is another session.
 */
export const PAGE_SESSION_HEADER = 'keywright-session';

/** Header of a call that uses up an approval: its id. */
export const APPROVAL_HEADER = 'keywright-approval';

/** Header of a letter's answer: its reservation; of several letters, theirs with commas between. */
export const RESERVATION_HEADER = 'keywright-reservation';

/** Header of the answer with a batch's letters: how many are left for another call. */
export const LETTERS_LEFT_HEADER = 'keywright-left';
