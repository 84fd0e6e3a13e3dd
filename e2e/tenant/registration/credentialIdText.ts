import { toBase64Url } from '#shared/bytes/base64Url.ts';
import type { IdEncoding } from '../options.ts';

const PADDING = ['', '', '==', '='] as const;

/** ASP.NET's UrlTokenEncode: base64url, then one digit for the number of `=` left out. */
export function urlTokenEncode(bytes: Uint8Array): string {
  const text = toBase64Url(bytes);
  return `${text}${String(PADDING[text.length % 4]?.length ?? 0)}`;
}

function base64(bytes: Uint8Array): string {
  const text = toBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return `${text}${PADDING[text.length % 4] ?? ''}`;
}

/** Writes a credential id in the encoding asked for; `mixed` changes with the position in the list. */
export function credentialIdText(id: Uint8Array, encoding: IdEncoding, position: number): string {
  const writers = [base64, toBase64Url, urlTokenEncode] as const;
  if (encoding === 'base64') return base64(id);
  if (encoding === 'urlToken') return urlTokenEncode(id);
  if (encoding === 'base64url') return toBase64Url(id);
  return (writers[position % writers.length] ?? toBase64Url)(id);
}
