import { getOptionalInteger } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import type { ExtensionInput } from './extensionInput.ts';

/** When a credential may be used. Source: CTAP 2.3 §12.1. */
export const CRED_PROTECT = {
  userVerificationOptional: 1,
  userVerificationOptionalWithCredentialIdList: 2,
  userVerificationRequired: 3,
} as const;

/** One of {@link CRED_PROTECT}. */
export type CredProtectPolicy = (typeof CRED_PROTECT)[keyof typeof CRED_PROTECT];

/** Input of makeCredential. */
export function credProtectInput(policy: CredProtectPolicy): ExtensionInput {
  return ['credProtect', policy];
}

/** The policy the key put on the credential, from authenticator data; may be stricter than asked. @throws CborError */
export function parseCredProtectOutput(extensions: CborMap): number | undefined {
  return getOptionalInteger(extensions, 'credProtect');
}
