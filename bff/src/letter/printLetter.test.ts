import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Secret } from '#bff/log/secret.ts';
import { createLetterPrinter, type LetterFacts, type LetterSettings } from './printLetter.ts';

const SETTINGS: LetterSettings = {
  language: 'en',
  helpText: 'Service desk, +49 30 123456',
  pageUrl: 'https://keys.contoso.example',
  now: () => Date.parse('2026-03-01T12:00:00Z'),
};

function print(
  change: { holder?: Partial<LetterFacts['holder']>; key?: Partial<LetterFacts['key']> } = {},
  settings: Partial<LetterSettings> = {},
  pin = '90417263',
) {
  return createLetterPrinter({ ...SETTINGS, ...settings })({
    pin: new Secret(pin),
    holder: {
      id: '66666666-6666-4666-8666-666666666666',
      displayName: 'Lee Gu',
      userPrincipalName: 'lee.gu@contoso.example',
      ...change.holder,
    },
    key: { productName: 'YubiKey 5 NFC', serial: '20481216', ...change.key },
  });
}

/** What the letter says: every text operator of its page, in order (ISO 32000-1 §9.4.3). */
function readPdf(bytes: Uint8Array): { text: string; pages: number } {
  const raw = Buffer.from(bytes).toString('latin1');
  const lines: string[] = [];
  for (const [, start = ''] of raw.matchAll(
    /FlateDecode[^>]*>>\s*stream\n([\s\S]*?)\nendstream/g,
  )) {
    const content = inflateSync(Buffer.from(start, 'latin1')).toString('latin1');
    for (const [, shown = ''] of content.matchAll(/\[([^\]]*)\]\s*TJ/g)) {
      const hex = [...shown.matchAll(/<([0-9a-fA-F]*)>/g)].map(([, part]) => part).join('');
      lines.push(new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex')));
    }
  }
  return { text: lines.join('\n'), pages: [...raw.matchAll(/\/Type \/Page\b/g)].length };
}

describe('a sealed letter', () => {
  it('says for whom, for which key, the PIN last, what to do and who to call', async () => {
    const bytes = await print();
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    const { text, pages } = readPdf(bytes);
    expect(pages).toBe(1);
    for (const part of [
      'Lee Gu',
      'lee.gu@contoso.example',
      'YubiKey 5 NFC',
      '20481216',
      '1 March 2026',
      'Service desk, +49 30 123456',
      'https://keys.contoso.example',
    ]) {
      expect(text).toContain(part);
    }
    expect(text.endsWith('\nPIN\n90417263')).toBe(true);
    expect(text.indexOf('Fold this part up')).toBeGreaterThan(text.indexOf('Who to call'));
  });

  it('speaks German, umlauts and all', async () => {
    const holder = { displayName: 'Jörg Müßig-Ögüt' };
    const { text, pages } = readPdf(await print({ holder }, { language: 'de', helpText: null }));
    expect(text).toContain('Sicherheitsschlüssels');
    expect(text).toContain('Jörg Müßig-Ögüt');
    expect(text).toContain('Die Person, von der Sie den Schlüssel bekommen haben.');
    expect(pages).toBe(1);
  });

  it.each([
    ['a Chinese', '王秀英'],
    ['a Greek', 'Ελένη Παπαδοπούλου'],
    ['no', ''],
    ['a flag for a', '🏴‍☠️'],
  ])('takes the sign-in name for %s name and says why', async (_what, displayName) => {
    const { text } = readPdf(await print({ holder: { displayName } }));
    expect(text).toContain('lee.gu@contoso.example');
    expect(text).toContain('letters that this letter cannot print');
  });

  it('stays one page with the PIN in its place, whatever anybody is called', async () => {
    const hostile = [
      'x'.repeat(5_000),
      ') Tj ET BT (90000000',
      '<script>alert(1)</script>',
      'Lee\r\nGu\u0000\u202E\u2066',
      '𐀀'.repeat(300),
      'a '.repeat(2_000),
    ];
    for (const name of hostile) {
      const bytes = await print(
        {
          holder: { displayName: name, userPrincipalName: name },
          key: { productName: name, serial: name },
        },
        { helpText: name.slice(0, 120) },
      );
      const { text, pages } = readPdf(bytes);
      expect(pages).toBe(1);
      expect(text.endsWith('\nPIN\n90417263')).toBe(true);
    }
  });

  it('prints the longest PIN whole, and a key without a serial', async () => {
    const pin = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'.repeat(3).slice(0, 63);
    const { text, pages } = readPdf(
      await print({ key: { serial: null } }, { pageUrl: null, helpText: null }, pin),
    );
    expect(text.replaceAll('\n', '')).toContain(pin);
    expect(text).toContain('none');
    expect(text).not.toContain('https:');
    expect(pages).toBe(1);
  });
});
