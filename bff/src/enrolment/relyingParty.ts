import { toBase64Url } from '#shared/bytes/base64Url.ts';
import type { IssuedOptions } from '#shared/enrolment/enrolmentState.ts';
import { buildClientDataJson, type ClientDataType } from '#shared/webauthn/clientData.ts';
import type { PublicKeyCredentialCreationOptionsJson } from '#shared/webauthn/creationOptions.ts';

/** Entra's RP ID in the global cloud: asked for only until creation options have said which it is. */
const USUAL_RP_ID = 'login.microsoft.com';

/** The creation options as they were journaled, Graph's words. */
export function parseOptions(issued: IssuedOptions): PublicKeyCredentialCreationOptionsJson {
  return JSON.parse(issued.options);
}

/** The RP ID of an enrolment. */
export function rpIdOf(issued: IssuedOptions | null): string {
  return issued === null ? USUAL_RP_ID : parseOptions(issued).rp.id;
}

/** The origin that Entra expects for its RP ID. */
export function originOf(rpId: string): string {
  return `https://${rpId}`;
}

/** Client data for a ceremony with the RP, base64url. @param challenge base64url, letter for letter. */
export function clientDataFor(type: ClientDataType, challenge: string, rpId: string): string {
  return toBase64Url(buildClientDataJson({ type, challenge, origin: originOf(rpId) }));
}
