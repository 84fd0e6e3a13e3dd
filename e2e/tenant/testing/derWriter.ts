import { concat } from '#shared/bytes/concat.ts';
import { oidContent, TAG } from '../registration/der.ts';

/** Writes one DER element. */
export function der(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = concat(...parts);
  const { length } = content;
  if (length < 0x80) return concat(Uint8Array.of(tag, length), content);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return concat(Uint8Array.of(tag, ...size), content);
}

export const sequence = (...parts: Uint8Array[]) => der(TAG.sequence, ...parts);
export const oid = (dotted: string) => der(TAG.oid, oidContent(dotted));
export const integer = (value: number) => der(TAG.integer, Uint8Array.of(value));
export const boolean = (value: boolean) => der(TAG.boolean, Uint8Array.of(value ? 0xff : 0));
export const octets = (content: Uint8Array) => der(TAG.octetString, content);
export const bits = (content: Uint8Array) => der(0x03, Uint8Array.of(0), content);
export const text = (value: string) => der(0x0c, new TextEncoder().encode(value));

/** GeneralizedTime, seconds resolution, UTC. */
export function time(iso: string): Uint8Array {
  return der(0x18, new TextEncoder().encode(`${iso.replace(/[-:T]/g, '').slice(0, 14)}Z`));
}
