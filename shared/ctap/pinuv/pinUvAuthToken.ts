import type { PinUvAuthProtocolId } from './pinUvAuthProtocol.ts';

/**
 * What one request may be signed with. The token itself stays encrypted or with the platform: nobody can read it here.
 */
export interface PinUvAuthToken {
  readonly protocol: PinUvAuthProtocolId;
  /** pinUvAuthParam for the message. */
  authenticate(message: Uint8Array): Promise<Uint8Array>;
}

/** The two members that authenticate a request. */
export interface PinUvAuth {
  readonly pinUvAuthProtocol: PinUvAuthProtocolId;
  readonly pinUvAuthParam: Uint8Array;
}

/** Authenticates a message where there is a token; a key without any user verification takes requests without. */
export async function authenticateWith(
  token: PinUvAuthToken | undefined,
  message: Uint8Array,
): Promise<PinUvAuth | undefined> {
  if (token === undefined) {
    return undefined;
  }
  const pinUvAuthParam = await token.authenticate(message);
  return { pinUvAuthProtocol: token.protocol, pinUvAuthParam };
}

/** Permissions of a pinUvAuthToken, to be added up. Source: CTAP 2.3 §6.5.5.7. */
export const PIN_UV_AUTH_PERMISSION = {
  makeCredential: 0x01,
  getAssertion: 0x02,
  credentialManagement: 0x04,
  bioEnrollment: 0x08,
  largeBlobWrite: 0x10,
  authenticatorConfiguration: 0x20,
  persistentCredentialManagementReadOnly: 0x40,
} as const;
