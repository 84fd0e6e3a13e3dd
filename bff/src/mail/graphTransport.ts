import { z } from 'zod';
import type { GraphClient } from '#bff/graph/graphClient.ts';
import { sendMailRequest } from '#bff/graph/graphRequest.ts';
import type { SendMail } from './mailTransport.ts';

/**
 * Sends through Microsoft Graph from one mailbox. Graph takes one body, so the mail is HTML alone.
 * @param senderId object id of the mailbox's account.
 */
export function createGraphTransport(client: GraphClient, senderId: string): SendMail {
  return async ({ to, subject, html }) => {
    await client.send(sendMailRequest(senderId, { to, subject, html }), z.null(), {
      class: 'sync',
    });
  };
}
