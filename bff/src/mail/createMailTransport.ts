import type { MailRoute } from '#bff/config/readMail.ts';
import type { GraphClient } from '#bff/graph/graphClient.ts';
import { createGraphTransport } from './graphTransport.ts';
import type { SendMail } from './mailTransport.ts';
import { createSmtpTransport } from './smtpTransport.ts';

/** The way mails go, as the settings say; null: none is sent. */
export function createMailTransport(route: MailRoute, client: GraphClient): SendMail | null {
  if (route === null) return null;
  return route.kind === 'smtp'
    ? createSmtpTransport(route)
    : createGraphTransport(client, route.senderId);
}
