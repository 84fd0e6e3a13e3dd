import { concat } from '#shared/bytes/concat.ts';
import { equal } from '#shared/bytes/equal.ts';
import type { CoseKey } from '#shared/cose/coseKey.ts';
import { type VerifySignature, verifySignature } from '#shared/crypto/verifySignature.ts';
import { AppError } from '#shared/failure/appError.ts';
import { type AuthenticatorData, parseAuthenticatorData } from './authenticatorData.ts';

/** An assertion and what it has to hold up to. */
export interface AssertionToVerify {
  /** The key registered for the credential. */
  readonly publicKey: CoseKey;
  readonly authData: Uint8Array;
  /** SHA-256 of the client data, 32 bytes. */
  readonly clientDataHash: Uint8Array;
  readonly signature: Uint8Array;
  /** SHA-256 of the RP ID that the credential is for, 32 bytes. */
  readonly rpIdHash: Uint8Array;
  /** `false` does not forbid UP: some firmware sets it although it was not asked to. */
  readonly requireUp: boolean;
  readonly requireUv: boolean;
}

const CLIENT_DATA_HASH_BYTES = 32;

/**
 * Verifies that the holder of the private key made this assertion, for this relying party and with the user checks asked
 * for. That the client data holds the right challenge is the caller's to know: it made the hash.
 * @param verify left out: in TypeScript, as it runs everywhere.
 * @returns the verified authenticator data.
 * @throws AppError `proof_failed` when it does not hold; `algorithm_unsupported` when it cannot be verified here;
 *   CeremonyError or CborError when the authenticator data is malformed.
 * @see WebAuthn L3 §7.2
 */
export function verifyAssertion(
  assertion: AssertionToVerify,
  verify: VerifySignature = verifySignature,
): AuthenticatorData {
  const data = parseAuthenticatorData(assertion.authData);
  if (assertion.clientDataHash.length !== CLIENT_DATA_HASH_BYTES) {
    // Otherwise bytes could move between authData and the hash under the same signature.
    throw new TypeError('clientDataHash is not 32 bytes');
  }
  if (!equal(data.rpIdHash, assertion.rpIdHash)) {
    throw new AppError('proof_failed', 'assertion is for another relying party');
  }
  if (assertion.requireUp && !data.flags.userPresent) {
    throw new AppError('proof_failed', 'assertion was made without user presence');
  }
  if (assertion.requireUv && !data.flags.userVerified) {
    throw new AppError('proof_failed', 'assertion was made without user verification');
  }
  const signed = concat(assertion.authData, assertion.clientDataHash);
  if (!verify(assertion.publicKey, signed, assertion.signature)) {
    throw new AppError('proof_failed', 'signature of the assertion does not hold');
  }
  return data;
}
