import { toBase64Url } from '#shared/bytes/base64Url.ts';
import type { EnrolmentState } from '#shared/enrolment/enrolmentState.ts';
import { decodeCredentialIds } from '#shared/webauthn/credentialId.ts';

/**
 * Credential ids (base64url) of methods, as far as their ids tell them. Where one can be read in two ways, asking a key
 * for both does no harm.
 */
export function credentialsOf(methodIds: readonly string[]): string[] {
  return methodIds.flatMap((id) => decodeCredentialIds(id).map(toBase64Url));
}

/** The passkeys that the holder had before: a key that holds one signs them in, so it is not erased. */
export function credentialsOfHolder({ methodsBefore }: EnrolmentState): string[] {
  return credentialsOf(methodsBefore);
}
