import { utf8Encode } from '#shared/bytes/utf8.ts';
import { sha256 } from './crypto/hash.ts';
import type { RandomBytes } from './ports.ts';

/** Bytes that look random and are the same on every run. For tests; never for a key anyone relies on. */
export function createSeededRandom(seed: string): RandomBytes {
  let counter = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const block = sha256(utf8Encode(`${seed} ${counter++}`));
      bytes.set(block.subarray(0, length - at), at);
    }
    return bytes;
  };
}
