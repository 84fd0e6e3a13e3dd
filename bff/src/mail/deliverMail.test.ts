import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, runToRest, type TestBench } from '#bff/enrolment/testBench.ts';
import { TestKey } from '#bff/enrolment/testKey.ts';
import { Secret } from '#bff/log/secret.ts';
import { GraphError } from '#shared/failure/appError.ts';
import { type DeliveryParts, deliverMail } from './deliverMail.ts';
import type { Notice } from './notice.ts';
import { createSmtpTransport } from './smtpTransport.ts';
import { startTestSmtp, type TestSmtp } from './testSmtp.ts';

const HOUR = 3_600_000;
const KEY = { productName: 'YubiKey 5 NFC', serial: '20481216' };

describe('notices', () => {
  let bench: TestBench;
  let smtp: TestSmtp;
  let smtpUrl = '';
  beforeAll(async () => {
    bench = await createTestBench();
    smtp = await startTestSmtp();
    smtpUrl = smtp.url;
  });
  afterAll(async () => {
    await smtp.stop();
    await bench.close();
  });
  beforeEach(() => smtp.received.splice(0));
  afterEach(() => bench.database.sql('delete from outbox'));

  const parts = (change: Partial<DeliveryParts> = {}): DeliveryParts => ({
    store: bench.parts.store,
    directory: bench.directory,
    send: createSmtpTransport({ url: new Secret(smtpUrl), from: 'keys@contoso.example' }),
    settings: { language: 'en', helpText: null, pageUrl: 'https://keys.contoso.example' },
    alertAddress: 'security@contoso.example',
    now: bench.parts.now,
    log: bench.parts.log,
    ...change,
  });
  const deliver = (change?: Partial<DeliveryParts>) => deliverMail(parts(change));

  function person(change: { displayName?: string; mail?: string | null } = {}): string {
    const id = randomUUID();
    bench.directory.addPerson(id, {
      displayName: 'Lee Gu',
      mail: 'lee@contoso.example',
      ...change,
    });
    return id;
  }
  const bound = (key = KEY): Notice => ({
    kind: 'keyBound',
    key,
    at: new Date(bench.clock.now).toISOString(),
  });
  const add = (recipientId: string | null, notice: Notice = bound()) =>
    bench.parts.store.transaction((queries) =>
      bench.parts.outbox.add(queries, { recipientId, notice }),
    );
  const states = async () =>
    (await bench.database.sql('select state from outbox order by created_at')).map(
      ({ state }) => state,
    );

  it('tell the holder of their key and of their PIN, and never the PIN', async () => {
    const holder = person();
    const key = new TestKey({ serial: '80001' });
    const { enrolment } = await runToRest(bench, key, await bench.start(holder, key));
    const me = { id: holder, requestId: 'r', session: randomUUID() };
    await bench.pins.disclose('holder', enrolment.id, me);
    expect(await deliver()).toBe(2);
    expect(smtp.received.map(({ email }) => email.subject)).toEqual([
      'A security key was registered for you',
      'The PIN of your security key was shown',
    ]);
    for (const { to, raw, email } of smtp.received) {
      expect(to).toEqual(['lee@contoso.example']);
      expect(email.from?.address).toBe('keys@contoso.example');
      expect(email.text).toContain('Hello Lee Gu,');
      expect(email.text).toContain('YubiKey 5 NFC (80001)');
      expect(raw).not.toContain(key.pin);
      expect(email.text).not.toContain(key.pin);
      const links = `${email.text} ${email.html}`.match(/https?:[^\s"<]*/g);
      const path = email.subject?.includes('registered') ? '/my-keys/report' : '';
      expect(new Set(links)).toEqual(new Set([`https://keys.contoso.example${path}`]));
    }
    expect(await deliver()).toBe(0);
  });

  it('have one To and one Subject and no markup, whatever people and keys are called', async () => {
    const hostile = [
      'Lee\r\nBcc: thief@evil.example\r\n\r\nhello',
      'Lee\nSubject: Your invoice',
      '"thief@evil.example" <thief@evil.example>',
      'thief@evil.example, lee',
      '<script>alert(1)</script><a href="https://evil.example">x</a>',
      '=?utf-8?Q?=0D=0ABcc:_thief@evil.example?=',
      '\u202Eelpmaxe\u2066\u0000',
      '王秀英 😀',
      'x'.repeat(10_000),
      '',
    ];
    for (const name of hostile) {
      // The database takes no NUL, so none comes out of it.
      const text = name.replaceAll('\u0000', '');
      await add(person({ displayName: name }), bound({ productName: text, serial: text }));
    }
    expect(await deliver()).toBe(hostile.length);
    for (const { to, raw, email } of smtp.received) {
      expect(to).toEqual(['lee@contoso.example']);
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      expect(head.match(/^to:/gim)).toHaveLength(1);
      expect(head.match(/^subject:/gim)).toHaveLength(1);
      expect(head).not.toMatch(/^(bcc|cc):/im);
      expect(email.to).toMatchObject([{ address: 'lee@contoso.example' }]);
      expect(email.cc ?? email.bcc ?? []).toEqual([]);
      expect(email.subject).toBe('A security key was registered for you');
      expect(email.html).not.toMatch(/<script|evil\.example"/i);
      const links = [...(email.html ?? '').matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
      expect(links.every((url) => url === 'https://keys.contoso.example/my-keys/report')).toBe(
        true,
      );
    }
  });

  it.each([
    ['none', null],
    ['two', 'lee@contoso.example, thief@evil.example'],
    ['one with a line break', 'lee@contoso.example\r\nBcc: thief@evil.example'],
    ['one with a name', 'Lee <lee@contoso.example>'],
    ['one without a domain', 'lee'],
  ])('are dropped with a line in the log where the directory has %s', async (_what, mail) => {
    await add(person({ mail }));
    expect(await deliver()).toBe(0);
    expect(await states()).toEqual(['dropped']);
    expect(bench.logLines.at(-1)).toContain('no_address');
    expect(smtp.received).toEqual([]);
  });

  it('of alerts go to the address for alerts, and to nobody where there is none', async () => {
    const alert: Notice = {
      kind: 'alert',
      reason: 'wrongPerson',
      at: '2026-03-01T12:00:00.000Z',
      enrolmentId: randomUUID(),
      actorId: randomUUID(),
      holderId: randomUUID(),
    };
    await add(null, alert);
    expect(await deliver()).toBe(1);
    expect(smtp.received).toMatchObject([{ to: ['security@contoso.example'] }]);
    expect(smtp.received[0]?.email.text).toContain(alert.actorId);
    await add(null, alert);
    expect(await deliver({ alertAddress: null })).toBe(0);
    expect(new Set(await states())).toEqual(new Set(['dropped', 'sent']));
  });

  it('survive an hour without a mail server, and then all arrive once', async () => {
    const port = Number(new URL(smtpUrl).port);
    await smtp.stop();
    const people = Array.from({ length: 5 }, () => person());
    for (const id of people) await add(id);
    for (let waited = 0; waited < HOUR; waited += 60_000) {
      expect(await deliver()).toBe(0);
      bench.clock.now += 60_000;
    }
    expect(await states()).toEqual(Array(5).fill('waiting'));
    expect(bench.logLines.at(-1)).toMatch(/mail_failed.*ECONNECTION|mail_failed.*ESOCKET/);
    smtp = await startTestSmtp(port);
    let sent = 0;
    for (let waited = 0; waited < 5 && sent < 5; waited += 1) {
      sent += await deliver();
      bench.clock.now += 60_000;
    }
    expect(smtp.received).toHaveLength(5);
    expect(await states()).toEqual(Array(5).fill('sent'));
  });

  it('are tried again later when the server says later, and a week long at most', async () => {
    await add(person());
    smtp.refuseWith = 451;
    expect(await deliver()).toBe(0);
    expect(await deliver()).toBe(0);
    const [row] = await bench.database.sql('select attempts from outbox');
    expect(row).toMatchObject({ attempts: 1 });
    smtp.refuseWith = 550;
    bench.clock.now += 7 * 24 * HOUR + 1;
    expect(await deliver()).toBe(0);
    expect(await states()).toEqual(['dropped']);
    expect(bench.logLines.at(-1)).toContain('too_late');
    smtp.refuseWith = null;
  });

  it('wait while the directory does not answer, and are dropped for who is gone', async () => {
    await add(person());
    const failing = (code: 'graph_unavailable' | 'user_not_found') => ({
      getPerson: () => Promise.reject(new GraphError(code, 'as the test wants it')),
    });
    expect(await deliver({ directory: failing('graph_unavailable') })).toBe(0);
    expect(await states()).toEqual(['waiting']);
    bench.clock.now += 60_000;
    expect(await deliver({ directory: failing('user_not_found') })).toBe(0);
    expect(await states()).toEqual(['dropped']);
  });

  it('are sent by one of two backends each', async () => {
    const store = await bench.database.reopen();
    for (let count = 0; count < 12; count += 1) await add(person());
    const sent = await Promise.all([deliver(), deliver({ store })]);
    expect(sent[0] + sent[1]).toBe(12);
    expect(smtp.received).toHaveLength(12);
    await store.close();
  });

  it('are sent again when a backend died between sending and noting', async () => {
    await add(person());
    const lost = {
      ...bench.parts.store,
      read: () => Promise.reject(new TypeError('the process is gone')),
    };
    await expect(deliver({ store: lost })).rejects.toThrow('the process is gone');
    expect(await deliver()).toBe(0);
    bench.clock.now += 120_000;
    expect(await deliver()).toBe(1);
    const ids = smtp.received.map(({ email }) => email.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('are not sent once the backend is to stop', async () => {
    await add(person());
    expect(await deliverMail(parts(), AbortSignal.abort())).toBe(0);
    expect(await states()).toEqual(['waiting']);
  });
});
