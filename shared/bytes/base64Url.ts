import { AppError } from '#shared/failure/appError.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SEXTETS = sextetsByCode();

function sextetsByCode(): Int8Array {
  const sextets = new Int8Array(128).fill(-1);
  for (let index = 0; index < ALPHABET.length; index += 1) {
    sextets[ALPHABET.charCodeAt(index)] = index;
  }
  return sextets;
}

/** Writes bytes as base64url without padding (RFC 4648 §5), the form WebAuthn and Graph use. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  let pending = 0;
  let pendingBits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    pendingBits += 8;
    while (pendingBits >= 6) {
      pendingBits -= 6;
      text += ALPHABET.charAt((pending >> pendingBits) & 0x3f);
    }
    pending &= (1 << pendingBits) - 1;
  }
  return pendingBits > 0 ? text + ALPHABET.charAt((pending << (6 - pendingBits)) & 0x3f) : text;
}

/**
 * Reads base64url without padding. Strict, so that every byte string has exactly one text: no `=`, no white space, no
 * letters of plain base64, and the unused low bits of the last letter are zero (RFC 4648 §3.5).
 * @throws AppError `request_invalid` on any other text.
 */
export function fromBase64Url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let pending = 0;
  let pendingBits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sextet = SEXTETS[text.charCodeAt(at)] ?? -1;
    if (sextet < 0) {
      throw new AppError('request_invalid', 'text is not base64url');
    }
    pending = (pending << 6) | sextet;
    pendingBits += 6;
    if (pendingBits >= 8) {
      pendingBits -= 8;
      bytes[length] = pending >> pendingBits;
      length += 1;
      pending &= (1 << pendingBits) - 1;
    }
  }
  if (pendingBits === 6 || pending !== 0) {
    throw new AppError('request_invalid', 'base64url text is cut short or has stray bits');
  }
  return bytes;
}
