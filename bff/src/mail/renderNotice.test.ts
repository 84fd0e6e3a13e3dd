import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Notice } from './notice.ts';
import { type NoticeSettings, renderNotice } from './renderNotice.ts';

const SETTINGS: NoticeSettings = {
  language: 'en',
  helpText: 'Service desk, +49 30 123456',
  pageUrl: 'https://keys.contoso.example',
};
const AT = '2026-03-01T12:05:00.000Z';
const KEY = { productName: 'YubiKey 5 NFC', serial: '20481216' };
const ALERT = {
  kind: 'alert',
  at: AT,
  enrolmentId: 'e-1',
  actorId: 'a-1',
  holderId: 'h-1',
} as const;
const NOTICES: readonly Notice[] = [
  { kind: 'keyBound', key: KEY, at: AT },
  { kind: 'keyRemoved', key: KEY, at: AT, how: 'replacement', by: 'Omar Haddad' },
  { kind: 'keyRemoved', key: KEY, at: AT, how: 'lost', by: null },
  { kind: 'keyRemoved', key: { productName: '', serial: null }, at: AT, how: 'profile', by: null },
  { kind: 'keyLost', key: KEY, at: AT, person: 'Lee Gu' },
  { kind: 'keyKept', key: KEY, at: AT, person: 'Lee Gu' },
  { kind: 'keyKept', key: { productName: '', serial: null }, at: AT, person: 'Lee Gu' },
  { kind: 'pinDisclosed', key: KEY, at: AT, to: 'holder' },
  { kind: 'pinDisclosed', key: KEY, at: AT, to: 'operator' },
  { kind: 'pinDisclosed', key: { ...KEY, serial: null }, at: AT, to: 'letter' },
  { ...ALERT, reason: 'wrongPerson' },
  { ...ALERT, reason: 'askedAgain' },
  { ...ALERT, reason: 'shownAgain' },
  { ...ALERT, reason: 'passWrongPerson' },
  {
    kind: 'approvalAsked',
    action: 'printPin',
    at: AT,
    ...{ actorId: 'a-1', holderId: null, approvalId: 'p-1' },
  },
  { kind: 'posture', check: 'secrets', state: 'attention', at: AT },
  { kind: 'posture', check: 'canary', state: 'ok', at: AT },
  { kind: 'removalStarted', at: AT, count: 12, actorId: 'a-1', removalId: 'r-1' },
  { ...ALERT, reason: 'keyLost' },
  { ...ALERT, reason: 'notMe' },
];
/** Below the address of the page; the same for everybody. */
const PATHS: Partial<Record<Notice['kind'], string>> = {
  keyBound: '/my-keys/report',
  keyRemoved: '/my-keys/report',
  keyLost: '/invitations',
  keyKept: '/removals',
  approvalAsked: '/approvals',
  posture: '/readiness',
  removalStarted: '/removals',
};

describe('a notice', () => {
  it.each(NOTICES)(
    'says the same in text and HTML, in each language: $kind $to $how $reason',
    (notice) => {
      const subjects = (['en', 'de'] as const).map((language) => {
        const { subject, text, html } = renderNotice(notice, 'Lee Gu', { ...SETTINGS, language });
        const plain = html
          .slice(html.indexOf('<body>'))
          .replaceAll(/<[^>]*>/g, '')
          .replaceAll('&#39;', "'")
          .replaceAll('&quot;', '"');
        const words = (all: string) => all.split(/\s+/).filter((word) => word !== '');
        expect(words(plain)).toEqual(words(text));
        expect(text).toContain('Service desk, +49 30 123456');
        expect(text).toContain('2026');
        expect(html).toContain(`<html lang="${language}">`);
        return subject;
      });
      expect(new Set(subjects).size).toBe(2);
    },
  );

  it('links to the page and to nothing else; an alert links to nothing', () => {
    for (const notice of NOTICES) {
      const links = [...renderNotice(notice, 'x', SETTINGS).html.matchAll(/href="([^"]*)"/g)];
      const page = `https://keys.contoso.example${PATHS[notice.kind] ?? ''}`;
      const wanted = notice.kind === 'alert' ? [] : [page];
      expect(links.map(([, url]) => url)).toEqual(wanted);
    }
    const [first] = NOTICES;
    if (first === undefined) throw new TypeError('no notice');
    const bare = renderNotice(first, null, { language: 'en', helpText: null, pageUrl: null });
    expect(`${bare.html}${bare.text}`).not.toMatch(/https?:|Hello|Questions/);
  });

  it('stays in its lines and its tags with any names at all', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(name, name, name, (person, productName, serial) => {
        const notice = { kind: 'keyBound', key: { productName, serial }, at: AT } as const;
        const { subject, text, html } = renderNotice(notice, person, SETTINGS);
        expect(subject).toBe('A security key was registered for you');
        expect(text.split('\n\n')).toHaveLength(6);
        expect(html.match(/<p>/g)).toHaveLength(6);
        expect(html.match(/<(?!\/?(?:!DOCTYPE|html|head|meta|title|body|p|a)\b)/g)).toBeNull();
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});

describe('an invitation', () => {
  const invitation = {
    kind: 'invitation',
    language: 'de',
    at: AT,
    by: '<b>Omar</b>',
    message: `Hallo <script>alert(1)</script> ${'x'.repeat(300)}`,
    passTo: 'manager',
    isReminder: false,
  } as const satisfies Notice;

  it('is in the language of its person, leads to the one page for it, and escapes what was written', () => {
    const { subject, text, html } = renderNotice(invitation, 'Lee', SETTINGS);
    expect(subject).toBe('Richten Sie Ihren Sicherheitsschlüssel ein');
    expect(text).toContain('https://keys.contoso.example/enrol\n');
    expect(html).toContain('<a href="https://keys.contoso.example/enrol">');
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('&lt;b&gt;Omar&lt;/b&gt; schreibt: Hallo &lt;script&gt;');
    expect(html).not.toContain('<script');
    expect(text).toContain('x'.repeat(300));
  });

  it('to hand a pass over names its person, in the language of who does, and holds no time to act by', () => {
    const notice = { kind: 'passToHandOver', language: 'de', at: AT, person: '<i>Lee' } as const;
    const { text, html } = renderNotice(notice, 'Megan', SETTINGS);
    expect(text).toContain('<i>Lee ist eingeladen');
    expect(html).toContain('&lt;i&gt;Lee ist eingeladen');
    expect(html).toContain('<a href="https://keys.contoso.example">');
  });

  it('names no page where none is set, and says that it comes again', () => {
    const settings = { ...SETTINGS, pageUrl: null };
    const again = renderNotice({ ...invitation, language: 'en', isReminder: true }, null, settings);
    expect(again.subject).toBe('Your security key is not set up yet');
    expect(again.text).not.toContain('http');
  });
});
