import type { Passkey, Person } from '#shared/api/index.ts';
import type { Fido2MethodResource, UserResource } from './wire.ts';

/** Instants in one form: Graph writes them with and without fractions. */
function toInstant(text: string | null | undefined): string | null {
  return text ? new Date(text).toISOString() : null;
}

/** A person from Graph's user. What was not shown counts as the stricter answer: not enabled. */
export function toPerson(user: UserResource): Person {
  return {
    id: user.id.toLowerCase(),
    displayName: user.displayName ?? user.userPrincipalName,
    userPrincipalName: user.userPrincipalName,
    mail: user.mail ?? null,
    enabled: user.accountEnabled === true,
    guest: user.userType === 'Guest' || user.userPrincipalName.includes('#EXT#'),
  };
}

/** A passkey from Graph's fido2AuthenticationMethod; the serial number is not Graph's to know. */
export function toPasskey(method: Fido2MethodResource): Passkey {
  const { attestationLevel, passkeyType } = method;
  return {
    id: method.id,
    displayName: method.displayName ?? '',
    createdAt: toInstant(method.createdDateTime),
    lastUsedAt: toInstant(method.lastUsedDateTime),
    aaguid: method.aaGuid?.toLowerCase() ?? null,
    model: method.model ?? null,
    attestationLevel:
      attestationLevel === 'attested' || attestationLevel === 'notAttested'
        ? attestationLevel
        : 'unknown',
    passkeyType:
      passkeyType === 'deviceBound' || passkeyType === 'synced' ? passkeyType : 'unknown',
    serial: null,
  };
}
