// Apart from the schemas: the page takes these as values, and the schemas bring zod.

/**
 * Header of every request for a PIN: a GUID that the page draws when it is loaded and keeps in its memory. Who has the
 * token alone is another session.
 */
export const PAGE_SESSION_HEADER = 'keywright-session';

/** Header of a letter's answer: its reservation. */
export const RESERVATION_HEADER = 'keywright-reservation';
