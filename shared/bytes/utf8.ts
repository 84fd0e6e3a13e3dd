import { AppError } from '#shared/failure/appError.ts';

// Every place that runs shared/ has the Encoding Standard's two classes, but they are typed in the DOM and Node libraries
// only, which shared/ must not see. This is the part of them that is used.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: 'utf-8',
  options: { fatal: true; ignoreBOM: true },
) => { decode(bytes: Uint8Array): string };

const LONE_SURROGATE = /\p{Surrogate}/u;
const encoder = new TextEncoder();
// ignoreBOM keeps a leading U+FEFF in the text; without it, different bytes would decode to the same text.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Writes text as UTF-8.
 * @throws AppError `request_invalid` when the text holds half of a surrogate pair, which UTF-8 cannot express.
 */
export function utf8Encode(text: string): Uint8Array {
  if (!isWellFormed(text)) {
    throw new AppError('request_invalid', 'text holds half of a surrogate pair');
  }
  return encoder.encode(text);
}

/**
 * Reads UTF-8, keeping a leading byte order mark as the character it is.
 * @throws AppError `request_invalid` when the bytes are not well-formed UTF-8.
 */
export function utf8Decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new AppError('request_invalid', 'bytes are not UTF-8', { cause });
  }
}

/** Tells whether every surrogate in the text has its other half, so that UTF-8 can express the text. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}
