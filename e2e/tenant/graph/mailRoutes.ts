import { badRequest } from './graphError.ts';
import { emptyAnswer, type GraphCall, type GraphRoute, isRecord } from './graphRoute.ts';

function recipient(value: unknown): string {
  const entry = isRecord(value) ? value['emailAddress'] : undefined;
  const address = isRecord(entry) ? entry['address'] : undefined;
  if (typeof address !== 'string' || !/^[^\s@<>]+@[^\s@<>]+$/.test(address)) {
    throw badRequest('At least one recipient is not valid.');
  }
  return address;
}

async function sendMail(call: GraphCall): Promise<Response> {
  const sender = call.person();
  const sent = await call.json();
  const message = isRecord(sent) ? sent['message'] : undefined;
  if (!isRecord(message)) throw badRequest('The message is missing.');
  const { subject, body, toRecipients } = message;
  if (typeof subject !== 'string' || !isRecord(body) || typeof body['content'] !== 'string') {
    throw badRequest('The message needs a subject and a body.');
  }
  if (!Array.isArray(toRecipients) || toRecipients.length === 0) {
    throw badRequest('At least one recipient is not valid.');
  }
  const to = toRecipients.map(recipient);
  call.world.mails.push({ senderId: sender.id, to, subject, body: body['content'] });
  call.effect('mail.sent');
  return emptyAnswer(202);
}

/** `/users/{sender}/sendMail`: accepted, kept for the test to read, sent nowhere. */
export function mailRoutes(): GraphRoute[] {
  return [
    { method: 'POST', path: 'users/{user}/sendMail', permissions: ['Mail.Send'], handle: sendMail },
  ];
}
