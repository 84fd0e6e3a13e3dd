import { createHash } from 'node:crypto';

/** One way in which a PIN could lie somewhere. */
interface SecretForm {
  readonly name: string;
  isIn(text: string): boolean;
}

const HASH_BYTES = 16;
const BASE64_BITS = 6;

/** Every spelling of a PIN that {@link secretSearch} knows. */
function secretForms(pin: string): SecretForm[] {
  const bytes = Buffer.from(pin, 'utf8');
  const utf16 = Buffer.from(pin, 'utf16le');
  const bigEndian = Buffer.from(utf16).swap16();
  // What a key keeps of its PIN, and what the PIN protocol carries (CTAP 2.3 §6.5.5).
  const hash = createHash('sha256').update(bytes).digest().subarray(0, HASH_BYTES);
  const characters = [...pin];
  const codes = [...bytes];
  const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
  return [
    literal('plain', pin),
    literal('reversed', characters.toReversed().join('')),
    listed('one character after the other', characters),
    ...[
      ['', bytes],
      [' of UTF-16', utf16],
      [' of big-endian UTF-16', bigEndian],
      [' of the reversed bytes', Buffer.from(bytes).reverse()],
      [' of the hash', hash],
    ].flatMap(([what, encoded]) => encodings(String(what), Buffer.from(encoded ?? ''))),
    literal('UTF-16', utf16.toString('latin1')),
    literal('big-endian UTF-16', bigEndian.toString('latin1')),
    literal('bytes of the hash', hash.toString('latin1')),
    listed('numbers of the codes', codes.map(String)),
    listed('numbers of the hash', [...hash].map(String)),
    inHex('escaped for JSON', codes.map((code) => `\\u${hex(code, 4)}`).join('')),
    inHex('escaped for JavaScript', codes.map((code) => `\\x${hex(code, 2)}`).join('')),
    inHex('escaped for an address', codes.map((code) => `%${hex(code, 2)}`).join('')),
    literal('escaped for HTML', codes.map((code) => `&#${code};`).join('')),
    inHex('escaped for HTML in hex', codes.map((code) => `&#x${hex(code, 2)};`).join('')),
  ];
}

/**
 * Makes a search for a PIN in a text, or in bytes as Latin-1. It gives the names of the forms found; never the PIN.
 */
export function secretSearch(pin: string): (text: string) => string[] {
  const forms = secretForms(pin);
  return (text) => forms.filter((form) => form.isIn(text)).map(({ name }) => name);
}

function encodings(what: string, bytes: Buffer): SecretForm[] {
  const inBase64 = [0, 1, 2].map((offset) => base64Core(bytes, offset));
  const inUrl = inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    inHex(`hex${what}`, bytes.toString('hex')),
    literal(`base64${what}`, ...inBase64),
    literal(`base64url${what}`, ...inUrl),
  ];
}

/** The characters that are the same whatever stands before and after these bytes, at one of the three ways to begin. */
function base64Core(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const from = Math.ceil((offset * 8) / BASE64_BITS);
  return text.slice(from, Math.floor(((offset + bytes.length) * 8) / BASE64_BITS));
}

function literal(name: string, ...texts: string[]): SecretForm {
  return { name, isIn: (text) => texts.some((one) => text.includes(one)) };
}

/** With small and with large digits. */
function inHex(name: string, text: string): SecretForm {
  return literal(
    name,
    text,
    text.replaceAll(/[0-9a-f]{2,}/g, (digits) => digits.toUpperCase()),
  );
}

/** `53,57`, `53 57`, `["5","9"]`, `{"0":53,"1":57}` and with any white space. */
function listed(name: string, members: readonly string[]): SecretForm {
  const between = '["\']?\\s*[,\\s]\\s*(?:["\']\\d+["\']\\s*:\\s*)?["\']?';
  const pattern = new RegExp(`(?<![0-9a-z])${members.join(between)}(?![0-9a-z])`, 'i');
  return { name, isIn: (text) => pattern.test(text) };
}
