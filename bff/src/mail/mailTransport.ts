import type { RenderedNotice } from './renderNotice.ts';

/** One mail to one address. */
export interface Mail extends RenderedNotice {
  /** Stays the same when it is sent again, so that a mail system can tell. */
  readonly id: string;
  readonly to: string;
}

/**
 * Something that sends mail. Resolves when somebody else has taken the mail over.
 * @throws AppError, for any reason: the outbox tries again.
 */
export type SendMail = (mail: Mail) => Promise<void>;
