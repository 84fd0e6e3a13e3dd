import { AppError } from '#shared/failure/appError.ts';

const HEX_TEXT = /^(?:[0-9a-f]{2})*$/i;

/** Writes bytes as lower-case hexadecimal text, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    text += byte.toString(16).padStart(2, '0');
  }
  return text;
}

/**
 * Reads hexadecimal text of either case, without prefix or separators.
 * @throws AppError `request_invalid` on an odd number of digits or any other character.
 */
export function fromHex(text: string): Uint8Array {
  if (!HEX_TEXT.test(text)) {
    throw new AppError('request_invalid', 'text is not hexadecimal');
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(text.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}
