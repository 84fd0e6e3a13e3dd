import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { CeremonyError } from './ceremonyError.ts';

const PADDING = /={0,2}$/;
const CREDENTIAL_ID_MAX_BYTES = 1023;

/**
 * Reads the text of a credential ID, whichever of Graph's encodings it is in: base64url, base64 with padding, or the
 * base64url of ASP.NET, which ends in a digit that counts the padding left out.
 * @returns the likeliest reading, the first of {@link decodeCredentialIds}.
 * @throws CeremonyError when the text is in none of them.
 */
export function decodeCredentialId(text: string): Uint8Array {
  const [likeliest] = decodeCredentialIds(text);
  if (likeliest === undefined) {
    throw new CeremonyError('credential ID is in no known encoding');
  }
  return likeliest;
}

/**
 * Reads the text of a credential ID in every way it may be meant. A text that ends in 1 can be base64url as well as
 * ASP.NET's form of a credential ID one byte shorter; for an exclude list take both, since an ID that does not exist
 * excludes nothing. Base64url comes first.
 * @returns one or two readings; `[]` when the text is in no known encoding or not of 1 to 1023 bytes.
 */
export function decodeCredentialIds(text: string): Uint8Array[] {
  const readings = [readBase64(text), readWithPaddingCount(text)];
  return readings.filter(
    (bytes): bytes is Uint8Array => bytes !== undefined && isCredentialId(bytes),
  );
}

function isCredentialId(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.length <= CREDENTIAL_ID_MAX_BYTES;
}

function readBase64(text: string): Uint8Array | undefined {
  const unpadded = text.replace(PADDING, '');
  if (unpadded.length !== text.length && text.length % 4 !== 0) {
    return undefined;
  }
  return tryBase64Url(unpadded.replaceAll('+', '-').replaceAll('/', '_'));
}

function readWithPaddingCount(text: string): Uint8Array | undefined {
  const letters = text.slice(0, -1);
  const missing = (4 - (letters.length % 4)) % 4;
  return text.endsWith(String(missing)) ? tryBase64Url(letters) : undefined;
}

function tryBase64Url(text: string): Uint8Array | undefined {
  try {
    return fromBase64Url(text);
  } catch {
    return undefined;
  }
}
