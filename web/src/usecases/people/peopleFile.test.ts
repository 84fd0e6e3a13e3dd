import { describe, expect, it } from 'vitest';
import { decodeText } from './decodeText.ts';
import { readPeopleText } from './readPeopleText.ts';

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return bytes;
}

const ENCODERS = {
  'UTF-8': (text: string) => new TextEncoder().encode(text),
  'UTF-8 with a mark': (text: string) => new TextEncoder().encode(`\ufeff${text}`),
  'UTF-16': (text: string) => utf16(`\ufeff${text}`, true),
  'UTF-16, big end first': (text: string) => utf16(`\ufeff${text}`, false),
  'Windows-1252': (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
} as const;
const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const;
const HEADINGS = ['userPrincipalName', 'upn', 'login', 'email', 'E-Mail', 'mail', null] as const;

const read = (bytes: Uint8Array) => readPeopleText(decodeText(bytes).text);
const shapes = Object.entries(ENCODERS).flatMap(([encoding, encode]) =>
  Object.entries(SEPARATORS).map(([name, separator]) => ({ encoding, encode, name, separator })),
);

describe('a file of people', () => {
  it.each(shapes)('is read in $encoding with a $name', ({ encode, separator }) => {
    for (const heading of HEADINGS) {
      const rows = [
        '# from HR, Größe 2',
        ...(heading === null ? [] : [`Name${separator}${heading}${separator}Serial Number`]),
        `"Müller${separator} Henrietta"${separator}henrietta.müller@contoso.example${separator}20481216`,
        `José${separator}josé@contoso.example${separator}`,
        '',
      ];
      const { people, leftOut } = read(encode(rows.join('\r\n')));
      expect(leftOut).toEqual([]);
      expect(people).toMatchObject([
        { reference: 'henrietta.müller@contoso.example', serial: '20481216' },
        { reference: 'josé@contoso.example', serial: null },
      ]);
    }
  });

  it.each(Object.entries(ENCODERS))(
    'is the one of the Yubico scripts as it is, in %s',
    (_, encode) => {
      const rows = [
        '#User.Name,User.DisplayName,User.ID,Challenge,ChallengeExpiryTime,RP.ID',
        'zoë@contoso.example,Zoë,T0Y6YWJj,ZXlK,2024-06-13T11:26:35Z,login.microsoft.com',
        '',
      ];
      expect(read(encode(rows.join('\n'))).people).toMatchObject([
        { reference: 'zoë@contoso.example', serial: null, line: 2 },
      ]);
    },
  );

  it('may begin with a mark also where it is pasted', () => {
    expect(readPeopleText('\ufeff#User.Name,User.DisplayName\na@x,A').people).toMatchObject([
      { reference: 'a@x' },
    ]);
  });
});
