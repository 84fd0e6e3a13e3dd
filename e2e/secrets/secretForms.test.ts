import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secretSearch } from './secretForms.ts';

const PINS = ['59037148', 'K7QX4MPD'];
const findSecret = (text: string, pin: string) => secretSearch(pin)(text);
const utf16 = (pin: string) => Buffer.from(pin, 'utf16le');
const hash = (pin: string) => createHash('sha256').update(pin).digest();
const codes = (pin: string) => [...Buffer.from(pin)];

/** Written apart from the search, each as somebody would do it by mistake. */
const PLANTED: Readonly<Record<string, (pin: string) => string>> = {
  plain: (pin) => `the PIN is ${pin}.`,
  reversed: (pin) => [...pin].reverse().join(''),
  'one character after the other': (pin) => JSON.stringify([...pin]),
  hex: (pin) => Buffer.from(pin).toString('hex').toUpperCase(),
  base64: (pin) => Buffer.from(`{"pin":"${pin}"}`).toString('base64'),
  base64url: (pin) => Buffer.from(`??${pin}~~`).toString('base64url'),
  'hex of UTF-16': (pin) => utf16(pin).toString('hex'),
  'base64 of UTF-16': (pin) => utf16(`x${pin}`).toString('base64'),
  'base64url of UTF-16': (pin) => utf16(pin).toString('base64url'),
  'hex of big-endian UTF-16': (pin) => utf16(pin).swap16().toString('hex'),
  'hex of the reversed bytes': (pin) => Buffer.from(pin).reverse().toString('hex'),
  'UTF-16': (pin) => utf16(pin).toString('latin1'),
  'big-endian UTF-16': (pin) => utf16(pin).swap16().toString('latin1'),
  'hex of the hash': (pin) => hash(pin).toString('hex'),
  'base64 of the hash': (pin) => hash(pin).subarray(0, 16).toString('base64'),
  'base64url of the hash': (pin) => hash(pin).subarray(0, 16).toString('base64url'),
  'bytes of the hash': (pin) => hash(pin).toString('latin1'),
  'numbers of the hash': (pin) => JSON.stringify([...hash(pin).subarray(0, 16)]),
  'numbers of the codes': (pin) => JSON.stringify(Uint8Array.from(codes(pin))),
  'escaped for JSON': (pin) =>
    codes(pin)
      .map((code) => `\\u00${code.toString(16)}`)
      .join(''),
  'escaped for JavaScript': (pin) =>
    codes(pin)
      .map((code) => `\\x${code.toString(16)}`)
      .join(''),
  'escaped for an address': (pin) =>
    codes(pin)
      .map((code) => `%${code.toString(16)}`)
      .join(''),
  'escaped for HTML': (pin) =>
    codes(pin)
      .map((code) => `&#${code};`)
      .join(''),
  'escaped for HTML in hex': (pin) =>
    codes(pin)
      .map((code) => `&#x${code.toString(16)};`)
      .join(''),
};

describe('the search for a PIN', () => {
  it.each(Object.entries(PLANTED))('finds it as %s', (name, plant) => {
    for (const pin of PINS) {
      const hay = `${'0123456789 abcdef '.repeat(50)}${plant(pin)}${' AAAA+/=='.repeat(50)}`;
      expect(findSecret(hay, pin)).toContain(name);
    }
  });

  it('finds numbers however they are listed', () => {
    const [pin = ''] = PINS;
    for (const text of [
      '53,57,48,51,55,49,52,56',
      '53 57 48 51 55 49 52 56',
      '[53,\n 57,\n 48,\n 51,55,49,52,56]',
    ]) {
      expect(findSecret(text, pin)).toEqual(['numbers of the codes']);
    }
  });

  it('finds base64 at each of its three beginnings', () => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      const text = Buffer.from(`${before}59037148 and more`).toString('base64');
      expect(findSecret(text, '59037148')).toContain('base64');
    }
  });

  it('finds nothing of one PIN in everything of another', () => {
    const everything = Object.values(PLANTED)
      .map((plant) => plant('40281937'))
      .join('\n');
    for (const pin of PINS) expect(findSecret(everything, pin)).toEqual([]);
  });
});
