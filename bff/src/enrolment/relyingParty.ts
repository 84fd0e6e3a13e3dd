import { toBase64Url } from '#shared/bytes/base64Url.ts';
import type { IssuedOptions } from '#shared/enrolment/enrolmentState.ts';
import {
  buildClientDataJson,
  type ClientData,
  type ClientDataType,
} from '#shared/webauthn/clientData.ts';
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

/** Browsers write a challenge as base64url, in whatever spelling of base64 it came. */
export function isSameChallenge(written: string, asked: string): boolean {
  const inUrlSpelling = asked.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return written === asked || written === inUrlSpelling;
}

/** A ceremony in a frame of somebody else's page is none of ours. */
export function isFramed({ crossOrigin, topOrigin }: ClientData): boolean {
  return crossOrigin || topOrigin !== undefined;
}
