import { concat } from '#shared/bytes/concat.ts';

/** What a registration is made of. A map is written in the order given, canonical or not. */
export type Tiny =
  | number
  | string
  | boolean
  | Uint8Array
  | readonly Tiny[]
  | ReadonlyMap<Tiny, Tiny>;

function head(major: number, value: number): Uint8Array {
  const top = major << 5;
  if (value < 24) return Uint8Array.of(top | value);
  if (value < 0x100) return Uint8Array.of(top | 24, value);
  return Uint8Array.of(top | 25, value >> 8, value & 0xff);
}

/** Writes CBOR without judging it, so that tests can also make what no key should send. */
export function tinyCbor(value: Tiny): Uint8Array {
  if (typeof value === 'boolean') return Uint8Array.of(value ? 0xf5 : 0xf4);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') {
    const bytes = new TextEncoder().encode(value);
    return concat(head(3, bytes.length), bytes);
  }
  if (value instanceof Uint8Array) return concat(head(2, value.length), value);
  if (value instanceof Map) {
    const parts = [...value].flatMap(([key, item]) => [tinyCbor(key), tinyCbor(item)]);
    return concat(head(5, value.size), ...parts);
  }
  if (Array.isArray(value)) return concat(head(4, value.length), ...value.map(tinyCbor));
  throw new TypeError('not a value for tinyCbor');
}
