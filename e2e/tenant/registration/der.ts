/** One DER element: its tag, its content, and where the next one starts. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly next: number;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  version: 0xa0,
  extensions: 0xa3,
} as const;

/** Reads the element at `at`. @throws RangeError when the bytes end early. */
export function derElement(bytes: Uint8Array, at = 0): DerElement {
  const tag = bytes[at];
  let length = bytes[at + 1];
  if (tag === undefined || length === undefined) throw new RangeError('DER ends early');
  let start = at + 2;
  if (length & 0x80) {
    const lengthBytes = length & 0x7f;
    length = 0;
    for (const byte of bytes.slice(start, start + lengthBytes)) length = length * 256 + byte;
    start += lengthBytes;
  }
  const next = start + length;
  if (next > bytes.length) throw new RangeError('DER ends early');
  return { tag, content: bytes.slice(start, next), next };
}

/** The elements inside a constructed one. */
export function derChildren(content: Uint8Array): DerElement[] {
  const children: DerElement[] = [];
  for (let at = 0; at < content.length; ) {
    const child = derElement(content, at);
    children.push(child);
    at = child.next;
  }
  return children;
}

/** DER content of an OBJECT IDENTIFIER. */
export function oidContent(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return Uint8Array.from(bytes);
}
