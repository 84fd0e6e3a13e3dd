/**
 * Compares two byte strings in a time that depends on their lengths only, because one of them may be a MAC or a hash of
 * a secret. Lengths are not secret: strings of different length differ at once.
 */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) {
    return false;
  }
  let difference = 0;
  for (const [index, byte] of a.entries()) {
    difference |= byte ^ (b[index] ?? 0);
  }
  return difference === 0;
}
