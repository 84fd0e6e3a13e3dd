import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '#bff/log/secret.ts';
import { renderNotice } from './renderNotice.ts';
import { createSmtpTransport } from './smtpTransport.ts';
import { startTestSmtp, type TestSmtp } from './testSmtp.ts';

const NAMES = 2_000;
const AT_ONCE = 8;
const ORIGIN = 'https://keys.contoso.example';

/** What breaks a header, an address, a mark-up or a reading direction, in any order and with anything between. */
const hostileName = fc
  .array(
    fc.oneof(
      fc.constantFrom('\r\n', '\n', '\r', '\u2028', '\u0085', '\u202E', '\0', '"', '<', '>', ','),
      fc.constantFrom('Bcc: thief@evil.example', 'To: thief@evil.example', 'Subject: Your invoice'),
      fc.constantFrom(
        '=?utf-8?B?DQo=?=',
        '<a href="https://evil.example">',
        '\r\n\r\n',
        '\r\n.\r\n',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('a mail to somebody with a hostile name', () => {
  let smtp: TestSmtp;
  beforeAll(async () => {
    smtp = await startTestSmtp();
  });
  afterAll(() => smtp.stop());

  it('has one To, one Subject and no link but ours, two thousand times', async () => {
    const send = createSmtpTransport({ url: new Secret(smtp.url), from: 'keys@contoso.example' });
    const names = fc.sample(hostileName, { numRuns: NAMES, seed: 20_270_601 });
    const sendNext = async (): Promise<void> => {
      const name = names.pop();
      if (name === undefined) return;
      const key = { productName: name, serial: name };
      const at = '2027-06-01T09:00:00.000Z';
      const settings = { language: 'en', helpText: null, pageUrl: ORIGIN } as const;
      const notice =
        names.length % 2 === 0
          ? ({ kind: 'keyBound', key, at } as const)
          : ({ kind: 'pinDisclosed', key, at, to: 'holder' } as const);
      const rendered = renderNotice(notice, name, settings);
      await send({ id: randomUUID(), to: 'lee@contoso.example', ...rendered });
      return sendNext();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sendNext));

    expect(smtp.received).toHaveLength(NAMES);
    for (const { to, raw, email } of smtp.received) {
      expect(to).toEqual(['lee@contoso.example']);
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      expect(head.match(/^to:/gim)).toHaveLength(1);
      expect(head.match(/^subject:/gim)).toHaveLength(1);
      expect(head).not.toMatch(/^(bcc|cc|reply-to):/im);
      expect(email.to).toMatchObject([{ address: 'lee@contoso.example' }]);
      expect(email.headers.filter(({ key }) => key === 'subject')).toHaveLength(1);
      expect(email.subject).toMatch(
        /^(A security key was registered for you|The PIN of your security key was shown)$/,
      );
      expect(email.html).not.toMatch(/<script|<a href="https:\/\/evil/i);
      const links = [...(email.html ?? '').matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
      const path = email.subject?.includes('registered') ? '/my-keys/report' : '';
      expect(new Set(links)).toEqual(new Set([`${ORIGIN}${path}`]));
      expect(email.attachments).toEqual([]);
    }
  }, 120_000);
});
