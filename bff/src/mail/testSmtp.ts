import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived: the recipients of the envelope, the text of the wire and what a mail program makes of it. */
export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: string;
  readonly email: Email;
}

/** A mail server on this machine that keeps what it gets. */
export interface TestSmtp {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** What it answers to the next mails: 451 means "later", null takes them. */
  refuseWith: number | null;
  stop(): Promise<void>;
}

/** Starts a mail server that wants `keywright` / `p@ss/word`. @param port to come back where it was before. */
export async function startTestSmtp(port = 0, host = '127.0.0.1'): Promise<TestSmtp> {
  const received: ReceivedMail[] = [];
  const smtp = { received, refuseWith: null as number | null };
  async function keep(to: readonly string[], raw: Buffer, done: () => void): Promise<void> {
    received.push({ to, raw: raw.toString('utf8'), email: await PostalMime.parse(raw) });
    done();
  }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === 'keywright' && password === 'p@ss/word';
      done(isRight ? null : new Error('wrong password'), isRight ? { user: username } : undefined);
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (smtp.refuseWith !== null) {
          done(Object.assign(new Error('not now'), { responseCode: smtp.refuseWith }));
          return;
        }
        const raw = Buffer.concat(parts);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        void keep(to, raw, done);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const bound = (server.server.address() as AddressInfo).port;
  return Object.assign(smtp, {
    url: `smtp://keywright:p%40ss%2Fword@${host}:${bound}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
