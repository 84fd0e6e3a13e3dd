import { toBase64Url } from '#shared/bytes/base64Url.ts';
import type { EnrolmentState } from '#shared/enrolment/enrolmentState.ts';
import { decodeCredentialIds } from '#shared/webauthn/credentialId.ts';
import { parseOptions } from './relyingParty.ts';

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

/**
 * What a look at the key may find and nobody may remove: what the directory had before, by its list or by the options,
 * and the credential that this enrolment has registered.
 */
export function credentialsToKeep(state: EnrolmentState): string[] {
  const { options, credential, methodId } = state;
  const excluded = options === null ? [] : (parseOptions(options).excludeCredentials ?? []);
  const ours = methodId === null || credential === null ? [] : [credential.credentialId];
  return [...credentialsOfHolder(state), ...credentialsOf(excluded.map(({ id }) => id)), ...ours];
}
