import type { RegistrationBody } from './directory.ts';
import type { GraphRequest } from './graphRequest.ts';

const OWN_PASSKEYS = '/v1.0/me/authentication/fido2Methods';

/** `GET /me/authentication/fido2Methods/creationOptions`; documented for v1.0 only, with a challenge of 5 minutes. */
export function ownCreationOptionsRequest(): GraphRequest {
  return {
    operation: 'ownCreationOptions',
    method: 'GET',
    path: `${OWN_PASSKEYS}/creationOptions`,
    asUser: true,
    opensChallenge: true,
  };
}

/** `POST /me/authentication/fido2Methods`: registers a passkey of one's own. */
export function ownCreatePasskeyRequest(body: RegistrationBody): GraphRequest {
  return {
    operation: 'ownCreatePasskey',
    method: 'POST',
    path: OWN_PASSKEYS,
    asUser: true,
    body,
  };
}
