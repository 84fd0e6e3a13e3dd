import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeStationKit } from './makeStationKit.ts';
import { STATION_BROWSERS, STATION_SYSTEMS } from './stationBrowsers.ts';
import { exactFilter, readStationOrigin } from './stationOrigin.ts';

const HOSTILE = [
  'https://a.example"; rm -rf ~; "',
  "https://a.example'$(id)",
  'https://a.example/`id`',
  'https://$(id).example',
  'https://%PATH%.example',
  'https://a.example&calc.exe',
  'https://a.example^&calc',
  'https://a.example\r\nstart calc',
  'https://a.example\nrm -rf ~',
  'https://a.example</string>',
  'https://a.example"]}',
  'https://a.example\\..\\x',
  'https://*.example',
  'https://*',
  'https://-a.example',
  'https://a..example',
  'https://[::1]',
  'https://user:secret@a.example',
  'https://a.example/path',
  'https://a.example?x',
  'https://a.example#x',
  ' https://a.example',
  'https://a.ex\tample',
  'https://A.example ',
  'http://a.example',
  'http://localhost.example',
  'file:///etc/passwd',
  'chrome://settings',
  'javascript:alert(1)',
  'data:text/html,x',
  'null',
  '',
];

describe('the origin of a station', () => {
  it.each(HOSTILE)('is not %j', (text) => {
    expect(readStationOrigin(text)).toBeNull();
    for (const os of STATION_SYSTEMS) {
      expect(() => makeStationKit({ origin: text, os, browser: 'chrome' })).toThrow(TypeError);
      const alsoOpens = [text];
      const origin = 'https://keys.example.com';
      expect(() => makeStationKit({ origin, os, browser: 'chrome', alsoOpens })).toThrow(TypeError);
    }
  });

  it.each([
    ['https://keys.example.com', 'https://keys.example.com'],
    ['https://keys.example.com/', 'https://keys.example.com'],
    ['https://keys-1.example.com:8443', 'https://keys-1.example.com:8443'],
    ['https://xn--schlssel-d6a.example', 'https://xn--schlssel-d6a.example'],
    ['https://10.0.0.7', 'https://10.0.0.7'],
    ['http://localhost:5173', 'http://localhost:5173'],
    ['http://127.0.0.1:5173', 'http://127.0.0.1:5173'],
  ])('may be %s', (text, origin) => {
    expect(readStationOrigin(text)).toBe(origin);
  });

  it('is filtered for exactly, without the hosts below it', () => {
    expect(exactFilter('https://keys.example.com:8443')).toBe('https://.keys.example.com:8443');
    expect(exactFilter('http://127.0.0.1:80')).toBe('http://127.0.0.1');
  });

  it('brings nothing into a file that a shell or a parser would read', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string().map((text) => `https://${text}`),
      fc.string().map((text) => `https://a.example${text}`),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom(...STATION_BROWSERS), (text, browser) => {
        const origin = readStationOrigin(text);
        fc.pre(origin !== null);
        expect(origin).toMatch(/^https?:\/\/[a-z0-9.-]+(:\d+)?$/);
        for (const os of STATION_SYSTEMS) {
          const { files } = makeStationKit({ origin, os, browser });
          const plain = makeStationKit({ origin: 'https://a', os, browser }).files;
          for (const [index, { text: made }] of files.entries()) {
            const lines = (whole: string | undefined) => whole?.split('\n').length;
            expect(lines(made)).toBe(lines(plain[index]?.text));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
