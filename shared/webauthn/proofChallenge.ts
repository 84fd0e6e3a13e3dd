import { concat } from '#shared/bytes/concat.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';

const PURPOSE = utf8Encode('Keywright proof of a security key\0');

/**
 * What is hashed with SHA-256 into the challenge of a proof that a browser signs with the relying party's own origin. Whoever asks
 * chooses the nonce and never the challenge, so that a sign-in of the relying party cannot be had in its place.
 * @param nonce 32 random bytes
 */
export function proofChallengeInput(nonce: Uint8Array): Uint8Array {
  return concat(PURPOSE, nonce);
}
