import type { SendMail } from '#bff/mail/mailTransport.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import type { VirtualClock } from './virtualClock.ts';

/** A mail system that takes everything, until something is the matter with it. */
export interface MailServer {
  /** Takes a mail over. @throws AppError, as the product's own transports do. */
  readonly take: SendMail;
  /** Takes nothing for so long. */
  goDown(ms: number): void;
  /** Says no to the next one. */
  refuseNext(): void;
  recover(): void;
}

/** Who gets the alerts. */
export const ALERT_ADDRESS = 'security@contoso.example';

export interface MailServerParts {
  readonly clock: VirtualClock;
  saw(event: HistoryEvent): void;
  /** The person with this address. */
  personOf(address: string): string;
  /** Whether a text holds a PIN of this world. */
  holdsPin(text: string): boolean;
}

/** Makes a mail system. What it takes over is delivered, and in the history. */
export function createMailServer({ clock, saw, personOf, holdsPin }: MailServerParts): MailServer {
  let downUntil = 0;
  let refusals = 0;
  return {
    async take({ id, to, subject, text, html }) {
      if (clock.now() < downUntil) throw new AppError('internal', 'the mail server is down');
      if (refusals > 0) {
        refusals -= 1;
        throw new AppError('internal', 'the mail server refuses the mail');
      }
      saw({
        kind: 'mailDelivered',
        noticeId: id,
        toId: to === ALERT_ADDRESS ? null : personOf(to),
        hasPin: holdsPin(`${to} ${subject} ${text} ${html}`),
      });
    },
    goDown(ms) {
      downUntil = clock.now() + ms;
    },
    refuseNext() {
      refusals += 1;
    },
    recover() {
      downUntil = 0;
      refusals = 0;
    },
  };
}
