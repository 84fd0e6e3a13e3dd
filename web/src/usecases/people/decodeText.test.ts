import { expect, it } from 'vitest';
import { decodeText } from './decodeText.ts';

const TEXT = 'upn\nhenrietta.müller@contoso.example\n';

function utf16(text: string, isLittle: boolean, mark: boolean): Uint8Array {
  const whole = mark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(whole.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < whole.length; index += 1) {
    view.setUint16(index * 2, whole.charCodeAt(index), isLittle);
  }
  return bytes;
}

it.each([
  ['utf-8', new TextEncoder().encode(TEXT)],
  ['utf-8', new TextEncoder().encode(`\ufeff${TEXT}`)],
  ['utf-16le', utf16(TEXT, true, true)],
  ['utf-16le', utf16(TEXT, true, false)],
  ['utf-16be', utf16(TEXT, false, true)],
  ['utf-16be', utf16(TEXT, false, false)],
  ['windows-1252', Uint8Array.from(TEXT, (letter) => letter.charCodeAt(0))],
] as const)('reads %s', (encoding, bytes) => {
  expect(decodeText(bytes)).toEqual({ text: TEXT, encoding });
});

it('reads nothing as nothing', () => {
  expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' });
});
