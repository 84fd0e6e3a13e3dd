import { describe, expect, it } from 'vitest';
import { graphCall, graphError, testGraph, USER } from '#bff/graph/testGraph.ts';
import { Secret } from '#bff/log/secret.ts';
import { createMailTransport } from './createMailTransport.ts';
import { isMailAddress } from './mailAddress.ts';
import { startTestSmtp } from './testSmtp.ts';

const MAIL = {
  id: '00000000-0000-4000-8000-000000000009',
  to: 'lee@contoso.example',
  subject: 'A subject',
  text: 'A text\n',
  html: '<p>A text</p>',
};
const CALL = `POST /v1.0/users/${USER}/sendMail`;

describe('mail through Graph', () => {
  it('is one call from the mailbox that the settings name', async () => {
    const graph = testGraph([graphCall(CALL, new Response(null, { status: 202 }))]);
    const send = createMailTransport({ kind: 'graph', senderId: USER }, graph.client);
    await send?.(MAIL);
    graph.finish();
    const [request] = graph.requests;
    expect(await request?.json()).toEqual({
      message: {
        subject: 'A subject',
        body: { contentType: 'HTML', content: '<p>A text</p>' },
        toRecipients: [{ emailAddress: { address: 'lee@contoso.example' } }],
      },
      saveToSentItems: false,
    });
  });

  it('fails where Graph refuses, for the outbox to try again', async () => {
    const graph = testGraph([graphCall(CALL, graphError(403, 'ErrorAccessDenied'))]);
    const send = createMailTransport({ kind: 'graph', senderId: USER }, graph.client);
    await expect(send?.(MAIL)).rejects.toMatchObject({ code: 'graph_forbidden' });
  });
});

describe('mail by SMTP', () => {
  const { client } = testGraph([]);
  const transport = (url: string) =>
    createMailTransport(
      { kind: 'smtp', url: new Secret(url), from: 'keys@contoso.example' },
      client,
    );

  it('signs in and says that no answer is wanted', async () => {
    const smtp = await startTestSmtp();
    await transport(smtp.url)?.(MAIL);
    const [mail] = smtp.received;
    expect(mail?.email.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
    expect(mail?.email.subject).toBe('A subject');
    expect(mail?.email.text?.trim()).toBe('A text');
    await smtp.stop();
  });

  it('fails with the wrong password, and without TLS anywhere but here', async () => {
    const smtp = await startTestSmtp();
    const wrong = smtp.url.replace('p%40ss', 'x');
    await expect(transport(wrong)?.(MAIL)).rejects.toMatchObject({ cause: { code: 'EAUTH' } });
    await smtp.stop();
    // Any other address counts as another machine, this one of ours too.
    const elsewhere = await startTestSmtp(0, '127.0.0.2');
    await expect(transport(elsewhere.url)?.(MAIL)).rejects.toMatchObject({
      cause: { code: 'ETLS' },
    });
    expect([...smtp.received, ...elsewhere.received]).toEqual([]);
    await elsewhere.stop();
  });

  it('is none where no server is set', () => {
    expect(createMailTransport(null, client)).toBeNull();
  });
});

describe('a mail address', () => {
  it.each(['lee@contoso.example', "o'neil+keys@mail.contoso.example", 'a@b'])(
    'may be %s',
    (text) => {
      expect(isMailAddress(text)).toBe(true);
    },
  );

  it.each([
    '',
    'lee',
    '@contoso.example',
    'a@b@c',
    'a b@c.example',
    'a@c.example,b@c.example',
    'a@c.example;b',
    'Lee <a@c.example>',
    '"a b"@c.example',
    'a@c.example\n',
    'a@c.example\r\nBcc: b@c.example',
    'a@-c.example',
    'a@c..example',
    `${'a'.repeat(65)}@c.example`,
    `a@${'c.'.repeat(150)}example`,
  ])('may not be %j', (text) => {
    expect(isMailAddress(text)).toBe(false);
  });
});
