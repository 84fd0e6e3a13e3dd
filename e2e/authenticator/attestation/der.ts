import { concat } from '#shared/bytes/concat.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';

/** Just enough DER to write a certificate. Each function returns a complete element. */

function element(tag: number, ...content: Uint8Array[]): Uint8Array {
  const body = concat(...content);
  const { length } = body;
  const header =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return concat(Uint8Array.from(header), body);
}

export const sequence = (...content: Uint8Array[]) => element(0x30, ...content);
export const set = (...content: Uint8Array[]) => element(0x31, ...content);
export const octetString = (content: Uint8Array) => element(0x04, content);
export const bitString = (content: Uint8Array) => element(0x03, Uint8Array.of(0), content);
export const utf8String = (text: string) => element(0x0c, utf8Encode(text));
export const printableString = (text: string) => element(0x13, utf8Encode(text));
export const boolean = (value: boolean) => element(0x01, Uint8Array.of(value ? 0xff : 0));
/** `[number]`, constructed, explicit. */
export const explicit = (number: number, content: Uint8Array) => element(0xa0 | number, content);

/** A non-negative integer from its big-endian bytes. */
export function integer(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  const trimmed = start < 0 ? Uint8Array.of(0) : bytes.subarray(start);
  const needsSign = ((trimmed[0] ?? 0) & 0x80) !== 0;
  return element(0x02, needsSign ? concat(Uint8Array.of(0), trimmed) : trimmed);
}

/** From dotted decimal. */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift((left & 0x7f) | 0x80);
    }
    bytes.push(...groups);
  }
  return element(0x06, Uint8Array.from(bytes));
}

/** GeneralizedTime, `YYYYMMDDHHMMSSZ`; UTCTime below 2050 as RFC 5280 wants. */
export function time(text: string): Uint8Array {
  const isUtcTime = Number(text.slice(0, 4)) < 2050;
  return isUtcTime ? element(0x17, utf8Encode(text.slice(2))) : element(0x18, utf8Encode(text));
}
