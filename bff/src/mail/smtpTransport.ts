import { createTransport } from 'nodemailer';
import type { Secret } from '#bff/log/secret.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { SendMail } from './mailTransport.ts';

export interface SmtpSettings {
  /** `smtp://` (STARTTLS) or `smtps://`, with user and password where the server wants them. */
  readonly url: Secret<string>;
  readonly from: string;
}

const CONNECT_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 20_000;
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
const SUBMISSION_PORT = 587;
const SMTPS_PORT = 465;

/**
 * Sends by SMTP, one connection a mail. TLS is always checked, and required but on this machine: the password and the
 * names of people go over it.
 */
export function createSmtpTransport({ url, from }: SmtpSettings): SendMail {
  const { protocol, hostname, port, username, password } = new URL(url.reveal());
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? SMTPS_PORT : SUBMISSION_PORT) : Number(port),
    secure,
    requireTLS: !secure && !LOOPBACK.includes(hostname),
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    // A mail is text of ours: nothing is read from files or fetched for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ id, to, subject, text, html }) => {
    try {
      await transport.sendMail({
        from: { name: 'Keywright', address: from },
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@keywright>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (cause) {
      // The server's words may quote the mail; its kind is enough to look for the trouble.
      throw new AppError('internal', 'the mail server did not take the mail', { cause });
    }
  };
}
